package dev.skep.kernel;

/**
 * {@code major.minor}: the release of Linux in which something appeared, or the oldest one a program must load on.
 *
 * @param major the part before the dot
 * @param minor the part after the dot
 */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
    private static final int MOST_DIGITS = 4;

    /** Refuses negative parts. */
    public KernelVersion {
        if (major < 0 || minor < 0) {
            throw new IllegalArgumentException("kernel version " + major + "." + minor + " has a negative part");
        }
    }

    /**
     * Reads {@code 5.15}, {@code v5.15}, {@code 5.15.3} or what {@code uname -r} prints; what follows the minor is dropped.
     */
    public static KernelVersion parse(String text) {
        int start = text.startsWith("v") ? 1 : 0;
        int dot = endOfDigits(text, start);
        int end = endOfDigits(text, dot + 1);
        boolean wellFormed = dot < text.length() && text.charAt(dot) == '.' && endsNumber(text, end);
        if (!wellFormed || !isNumber(start, dot) || !isNumber(dot + 1, end)) {
            throw new IllegalArgumentException(
                    "kernel version `" + text + "` is not of the form major.minor, for example 5.15");
        }
        return new KernelVersion(
                Integer.parseInt(text.substring(start, dot)), Integer.parseInt(text.substring(dot + 1, end)));
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean endsNumber(String text, int at) {
        return at >= text.length() || text.charAt(at) == '.' || text.charAt(at) == '-';
    }

    private static boolean isNumber(int from, int end) {
        return end > from && end - from <= MOST_DIGITS;
    }

    /** Tells whether something that appeared in {@code other} is in this kernel. */
    public boolean atLeast(KernelVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(KernelVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
