package dev.skep.kernel;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code major.minor}: the release of Linux in which something appeared, or the oldest one a program must load on.
 *
 * @param major the part before the dot
 * @param minor the part after the dot
 */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:[.-].*)?");
    private static final Comparator<KernelVersion> ORDER =
            Comparator.comparingInt(KernelVersion::major).thenComparingInt(KernelVersion::minor);

    /** Refuses negative parts. */
    public KernelVersion {
        if (major < 0 || minor < 0) {
            throw new IllegalArgumentException("kernel version " + major + "." + minor + " has a negative part");
        }
    }

    /** Reads {@code 5.15}, {@code v5.15}, {@code 5.15.3} or what {@code uname -r} prints; what follows the minor is dropped. */
    public static KernelVersion parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "kernel version `" + text + "` is not of the form major.minor, for example 5.15");
        }
        return new KernelVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** Tells whether something that appeared in {@code other} is in this kernel. */
    public boolean atLeast(KernelVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(KernelVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
