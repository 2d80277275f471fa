package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_FORMAT;

import com.sun.source.tree.Tree;
import dev.skep.kernel.KernelVersion;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.lowering.Operand.Text;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Formats as the kernel reads them in {@code bpf_bprintf_prepare}, which knows less than {@code printf} does. */
final class Format {
    private static final KernelVersion ONE_READER = new KernelVersion(5, 13);
    private static final KernelVersion CHARACTERS = new KernelVersion(5, 15);

    private static final Pattern CONVERSION =
            Pattern.compile("%%|%(?<width>[-+ 0]*\\d*)(?<what>p[iI][46]|(?:ll|l)?[diuxX]|[csp])?");

    private final UnitScope unit;
    private final Tree place;

    /** Prepares to read a format that stands there. */
    Format(UnitScope unit, Tree place) {
        this.unit = unit;
        this.place = place;
    }

    /** What stands for an argument. */
    record Conversion(String text, String what) {
        /** Returns whether the kernel prints the operand as what it is. */
        boolean takes(Operand operand) {
            return switch (what) {
                case "s" -> operand instanceof Text || isText(operand);
                case "p" -> operand instanceof Text || memory(operand) > 0;
                case "pi4", "pI4" -> memory(operand) >= 4;
                case "pi6", "pI6" -> memory(operand) >= 16;
                case "c" -> integer(operand, Int.BYTE) || integer(operand, Int.CHAR);
                case "d", "i" -> integer(operand, Int.INT);
                case "u" -> integer(operand, Int.UINT);
                case "x", "X" -> integer(operand, Int.INT) || integer(operand, Int.UINT);
                default -> takesWide(operand);
            };
        }

        private boolean takesWide(Operand operand) {
            return switch (what.charAt(what.length() - 1)) {
                case 'd', 'i' -> integer(operand, Int.LONG);
                case 'u' -> integer(operand, Int.ULONG);
                default -> integer(operand, Int.LONG) || integer(operand, Int.ULONG);
            };
        }

        private static boolean integer(Operand operand, Int holder) {
            return operand instanceof Scalar scalar
                    && scalar.type().integer().filter(holder::holds).isPresent();
        }

        private static boolean isText(Operand operand) {
            return operand instanceof Reference reference
                    && reference.type() instanceof ArrayOf array
                    && (array.element() == Int.BYTE || array.element() == Int.UBYTE);
        }

        private static int memory(Operand operand) {
            return operand instanceof Reference reference && reference.type() instanceof Stored stored
                    ? stored.memory().size()
                    : 0;
        }
    }

    /** Returns a conversion that takes an operand. */
    static String advice(Operand operand) {
        if (operand instanceof Text || Conversion.isText(operand)) return "%s";
        if (operand instanceof Reference) return "%p, or print its fields one by one";
        var integer = operand.type().integer();
        if (integer.isEmpty()) return "the numbers in it one by one";
        var length = integer.get().bits() == Long.SIZE ? "%l" : "%";
        return length + (integer.get().unsigned() ? "u" : "d");
    }

    /** Returns what the arguments are printed by. */
    List<Conversion> read(String format) {
        requireAscii(format);
        var conversions = new ArrayList<Conversion>();
        var matcher = CONVERSION.matcher(format);
        var texts = 0;
        while (matcher.find()) {
            if (matcher.group().equals("%%")) continue;
            var what = matcher.group("what");
            if (what == null || isAmbiguous(format, matcher.end(), what))
                throw refuse("`" + matcher.group() + rest(format, matcher.end()) + "` is no conversion of the kernel");
            if (what.equals("s")) texts++;
            require(matcher.group(), what, !matcher.group("width").isEmpty() || texts > 1);
            conversions.add(new Conversion(matcher.group(), what));
        }
        return conversions;
    }

    /** The kernel takes letters behind {@code %p} and {@code %s} for more of the conversion. */
    private static boolean isAmbiguous(String format, int end, String what) {
        if (!what.equals("p") || end == format.length()) return false;
        return Character.isLetterOrDigit(format.charAt(end));
    }

    private static String rest(String format, int end) {
        return end < format.length() ? format.substring(end, end + 1) : "";
    }

    private void requireAscii(String format) {
        for (var i = 0; i < format.length(); i++) {
            var character = format.charAt(i);
            var isPlain = (character >= ' ' && character <= '~') || "\t\n\u000b\f\r".indexOf(character) >= 0;
            if (!isPlain)
                throw unit.reporter()
                        .refuse(
                                place,
                                BAD_FORMAT,
                                String.format(
                                        Locale.ROOT, "formats are ASCII, and this one has U+%04X", (int) character),
                                "print it as an argument, by %s");
        }
    }

    private void require(String conversion, String what, boolean isRich) {
        var name = "`" + conversion + "`";
        if (what.equals("c")) unit.require(place, CHARACTERS, name);
        else if (isRich || what.endsWith("X") || (what.length() == 3 && what.startsWith("p")))
            unit.require(place, ONE_READER, name + (what.equals("s") ? " behind another" : ""));
    }

    private RuntimeException refuse(String message) {
        return unit.reporter().refuse(place, BAD_FORMAT, message, "use one that Kernel.printk tells of");
    }
}
