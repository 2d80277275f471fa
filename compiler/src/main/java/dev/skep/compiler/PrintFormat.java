package dev.skep.compiler;

import dev.skep.kernel.KernelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A format as the kernel reads it in {@code bpf_bprintf_prepare}, which knows less than {@code printf} does.
 *
 * @param conversions what the arguments are printed by
 */
public record PrintFormat(List<Conversion> conversions) {
    private static final KernelVersion ONE_READER = new KernelVersion(5, 13);
    private static final KernelVersion CHARACTERS = new KernelVersion(5, 15);

    private static final Pattern CONVERSION =
            Pattern.compile("%%|%(?<width>[-+ 0]*\\d*)(?<what>p[iI][46]|(?:ll|l)?[diuxX]|[csp])?");

    public PrintFormat {
        conversions = List.copyOf(conversions);
    }

    /** A format that the kernel does not take, and the way out. */
    public static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;

        private final String fix;

        private Rejected(String message, String fix) {
            super(message);
            this.fix = fix;
        }

        /** Returns what to write instead. */
        public String fix() {
            return fix;
        }
    }

    /**
     * What is printed.
     *
     * @param kind of thing it is
     * @param size bits of an integer, bytes of memory
     * @param unsigned whether the top bit of an integer is a digit
     */
    public record Printed(Kind kind, int size, boolean unsigned) {
        /** What there is to print. */
        public enum Kind {
            INTEGER,
            /** A constant text. */
            LITERAL,
            /** An array of bytes. */
            BYTES,
            MEMORY,
            /** What no conversion prints. */
            OTHER
        }

        private boolean isInteger() {
            return kind == Kind.INTEGER;
        }

        private boolean isText() {
            return kind == Kind.LITERAL || kind == Kind.BYTES;
        }

        private int bytes() {
            return kind == Kind.BYTES || kind == Kind.MEMORY ? size : 0;
        }

        /** Returns whether it is an integer all of whose numbers such an integer has, too. */
        private boolean fits(int bits, boolean withoutSign) {
            if (!isInteger()) return false;
            if (withoutSign == unsigned) return bits >= size;
            return !withoutSign && bits > size;
        }

        /** Returns a conversion that prints it. */
        public String advice() {
            if (isText()) return "%s";
            if (kind == Kind.MEMORY) return "%p, or print its fields one by one";
            if (!isInteger()) return "the numbers in it one by one";
            return (size == Long.SIZE ? "%l" : "%") + (unsigned ? "u" : "d");
        }
    }

    /**
     * What stands for an argument.
     *
     * @param text as it is written
     * @param what without flags and width
     * @param needs what of it not every kernel has
     * @param since the first kernel that has it
     */
    public record Conversion(String text, String what, String needs, Optional<KernelVersion> since) {
        /** Returns whether the kernel prints a thing as what it is. */
        public boolean prints(Printed thing) {
            return switch (what) {
                case "s" -> thing.isText();
                case "p" -> thing.kind == Printed.Kind.LITERAL || thing.bytes() > 0;
                case "pi4", "pI4" -> thing.bytes() >= 4;
                case "pi6", "pI6" -> thing.bytes() >= 16;
                case "c" -> thing.fits(Byte.SIZE, false) || thing.fits(Short.SIZE, true);
                case "d", "i" -> thing.fits(Integer.SIZE, false);
                case "u" -> thing.fits(Integer.SIZE, true);
                case "x", "X" -> thing.fits(Integer.SIZE, false) || thing.fits(Integer.SIZE, true);
                default -> printsWide(thing);
            };
        }

        private boolean printsWide(Printed thing) {
            return switch (what.charAt(what.length() - 1)) {
                case 'd', 'i' -> thing.fits(Long.SIZE, false);
                case 'u' -> thing.fits(Long.SIZE, true);
                default -> thing.fits(Long.SIZE, false) || thing.fits(Long.SIZE, true);
            };
        }
    }

    /**
     * Reads a format.
     *
     * @throws Rejected when the kernel would not take it
     */
    public static PrintFormat parse(String format) throws Rejected {
        requireAscii(format);
        var conversions = new ArrayList<Conversion>();
        var matcher = CONVERSION.matcher(format);
        var texts = 0;
        while (matcher.find()) {
            if (matcher.group().equals("%%")) continue;
            var what = matcher.group("what");
            if (what == null || isAmbiguous(format, matcher.end(), what))
                throw new Rejected(
                        "`" + matcher.group() + rest(format, matcher.end()) + "` is no conversion of the kernel",
                        "use one that Kernel.printk tells of");
            if (what.equals("s")) texts++;
            conversions.add(
                    conversion(matcher.group(), what, !matcher.group("width").isEmpty() || texts > 1));
        }
        return new PrintFormat(conversions);
    }

    /** The kernel takes letters behind {@code %p} and {@code %s} for more of the conversion. */
    private static boolean isAmbiguous(String format, int end, String what) {
        if (!what.equals("p") || end == format.length()) return false;
        return Character.isLetterOrDigit(format.charAt(end));
    }

    private static String rest(String format, int end) {
        return end < format.length() ? format.substring(end, end + 1) : "";
    }

    @SuppressWarnings("OrphanedFormatString") // the fix says what to write
    private static void requireAscii(String format) throws Rejected {
        for (var i = 0; i < format.length(); i++) {
            var character = format.charAt(i);
            var isPlain = (character >= ' ' && character <= '~') || "\t\n\u000b\f\r".indexOf(character) >= 0;
            if (!isPlain)
                throw new Rejected(
                        String.format(Locale.ROOT, "formats are ASCII, and this one has U+%04X", (int) character),
                        "print it as an argument, by %s");
        }
    }

    private static Conversion conversion(String text, String what, boolean isRich) {
        var name = "`" + text + "`";
        if (what.equals("c")) return new Conversion(text, what, name, Optional.of(CHARACTERS));
        var isNew = isRich || what.endsWith("X") || (what.length() == 3 && what.startsWith("p"));
        if (!isNew) return new Conversion(text, what, name, Optional.empty());
        return new Conversion(text, what, name + (what.equals("s") ? " behind another" : ""), Optional.of(ONE_READER));
    }
}
