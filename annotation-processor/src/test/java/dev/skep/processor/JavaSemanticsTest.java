package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same method on the JVM and in the kernel, for every operator, every pair of types and the numbers at their edges. */
class JavaSemanticsTest {
    private static final List<String> TYPES = List.of("byte", "short", "char", "int", "long");

    // spotless:off
    private static final List<String> ARITHMETIC  = List.of("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> UNARY       = List.of("+a", "-a", "~a", "++a", "--a", "a++ + a", "a-- - a");

    private static final long[] EDGES = {
        0, 1, -1, 2, 3, -7, 31, 32, 33, 63, 64, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, 65535, 65536,
        Integer.MAX_VALUE, Integer.MIN_VALUE, 0x8000_0000L, 0xffff_ffffL, 0x1_0000_0000L, 0x0123_4567_89ab_cdefL, Long.MAX_VALUE, Long.MIN_VALUE
    };
    // spotless:on

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void binaryOperatorsPromoteAndWrap() {
        for (var left : TYPES) {
            var members = new StringBuilder();
            for (var right : TYPES) {
                for (var i = 0; i < ARITHMETIC.size(); i++)
                    members.append(method(
                            result(ARITHMETIC.get(i), left, right),
                            right + i,
                            left,
                            right,
                            "a " + ARITHMETIC.get(i) + " b"));
                for (var i = 0; i < COMPARISONS.size(); i++)
                    members.append(
                            method("boolean", right + "Comparison" + i, left, right, "a " + COMPARISONS.get(i) + " b"));
            }
            compare(members.toString());
        }
    }

    @Test
    void compoundAssignmentNarrows() {
        for (var left : TYPES) {
            var members = new StringBuilder();
            for (var right : TYPES)
                for (var i = 0; i < ARITHMETIC.size(); i++)
                    members.append(method(left, right + i, left, right, "a " + ARITHMETIC.get(i) + "= b"));
            compare(members.toString());
        }
    }

    @Test
    void unaryOperatorsAndCasts() {
        var members = new StringBuilder();
        for (var from : TYPES) {
            for (var i = 0; i < UNARY.size(); i++)
                members.append(method(from.equals("long") ? "long" : "int", from + i, from, "int", UNARY.get(i)));
            for (var to : TYPES) members.append(method(to, from + "To" + to, from, "int", "(" + to + ") a"));
        }
        compare(members.toString());
    }

    @Test
    void booleansAreOneOrZero() {
        compare("""
                static boolean and(int a, int b) { return a > b & b > 0; }
                static boolean or(int a, int b) { return a > b | b > 0; }
                static boolean xor(int a, int b) { return a > b ^ b > 0; }
                static boolean not(int a, int b) { return !(a > b); }
                static boolean equal(int a, int b) { return a > 0 == b > 0; }
                static boolean assigned(int a, int b) { boolean c = a > 0; c &= b > 0; c |= a == b; c ^= true; return c; }
                static boolean chosen(int a, int b) { return a > b ? b > 0 : a < 3; }
                static boolean shortCircuit(int a, int b) { return a != 0 && b != 0 || a == b && !(a > 3 || b > 3); }
            """);
    }

    @Test
    void controlFlow() {
        compare(resource("ControlFlow.txt"));
    }

    @Test
    void methodsInPlaceAndAlone() {
        compare(resource("Methods.txt"));
    }

    @Test
    void lambdasAreCalledBack() {
        compare(resource("Callbacks.txt"));
    }

    /** Kernels before 5.17 have no callbacks for loops. */
    @Test
    void lambdasAreLoopsForOlderKernels() {
        compare("5.15", resource("Loops.txt"));
    }

    @Test
    void loopsOverRanges() {
        compare(resource("Ranges.txt"));
    }

    @Test
    void loopsOverConstantRangesForOlderKernels() {
        compare("5.10", constantRanges());
    }

    private static String constantRanges() {
        return Arrays.stream(resource("Ranges.txt").split("\n\n", -1))
                .filter(method -> !method.contains("range(a") && !method.contains("range(b"))
                .filter(method -> !method.contains("range(end") && !method.contains("inPlace("))
                .collect(Collectors.joining("\n\n"));
    }

    @Test
    void loopsOverArrays() {
        compare(resource("Arrays.txt"));
    }

    @Test
    void arraysOnTheStackAndInStatics() {
        compare(resource("NewArrays.txt"));
    }

    @Test
    void enumsAreTheirNumbers() {
        compare(resource("Enums.txt"));
    }

    @Test
    void recordsAreValues() {
        compare(resource("Records.txt"));
    }

    @Test
    void structsAndReferencesToThem() {
        compare(resource("Structs.txt"));
    }

    @Test
    void arraysOfArraysInStructs() {
        compare(resource("Tables.txt"));
    }

    @Test
    void methodsOfTheJdkThatAreArithmetic() {
        compare("""
                static int rotateLeft(int a, int b) { return Integer.rotateLeft(a, b); }
                static int rotateRight(int a, int b) { return Integer.rotateRight(a, b); }
                static int rotateByEight(int a, int b) { return Integer.rotateLeft(a, 8) ^ Integer.rotateRight(b, -8); }
                static long rotateLongLeft(long a, int b) { return Long.rotateLeft(a, b); }
                static long rotateLongRight(long a, int b) { return Long.rotateRight(a, b); }
                static long rotateLongBy13(long a, long b) { return Long.rotateLeft(a, 13) + Long.rotateLeft(b, 64); }
                static int min(int a, int b) { return Math.min(a, b); }
                static int max(short a, int b) { return Math.max(a, b); }
                static long minOfLongs(int a, long b) { return Math.min(a, b); }
                static long maxOfLongs(long a, long b) { return Math.max(a, b) - Math.max(b, 7); }
            """.replaceAll("(?m)^                ", "    "));
    }

    @Test
    void methodsOfTheJdkThatCountBitsOrMoveThem() {
        compare(ofBits());
        compare("5.10", ofBits());
    }

    private static String ofBits() {
        var members = new StringBuilder();
        for (var box : List.of("Integer", "Long")) {
            var type = box.equals("Long") ? "long" : "int";
            for (var counted : List.of("bitCount", "numberOfLeadingZeros", "numberOfTrailingZeros"))
                members.append(method("int", counted + box, type, type, box + "." + counted + "(a ^ b)"));
            for (var moved : List.of("highestOneBit", "lowestOneBit", "reverseBytes"))
                members.append(method(type, moved + box, type, type, box + "." + moved + "(a | b)"));
            members.append(method("int", "mask" + box, type, type, box + ".numberOfTrailingZeros(0x1f0000)"));
        }
        return members.toString();
    }

    @Test
    void methodsOfTheJdkThatTakeNumbersWithoutSign() {
        var members = new StringBuilder();
        for (var box : List.of("Integer", "Long")) {
            var type = box.equals("Long") ? "long" : "int";
            for (var operation : List.of("divide", "remainder"))
                members.append(method(
                        type,
                        operation + box,
                        type,
                        type,
                        box + "." + operation + "Unsigned(a, b" + ("divide".equals(operation) ? "" : " | 1") + ")"));
            for (var order : List.of("compare", "compareUnsigned"))
                members.append(method("int", order + box, type, type, box + "." + order + "(a, b)"));
            members.append(method(type, "abs" + box, type, type, "Math.abs(a) - Math.abs(b)"));
        }
        for (var box : List.of("Byte", "Short")) {
            var type = box.toLowerCase(Locale.ROOT);
            members.append(
                    method("int", "int" + box, type, type, box + ".toUnsignedInt(a) - " + box + ".toUnsignedInt(b)"));
            members.append(method("long", "long" + box, type, type, box + ".toUnsignedLong((" + type + ") (a + b))"));
        }
        members.append(
                method("long", "longInteger", "int", "int", "Integer.toUnsignedLong(a) * Integer.toUnsignedLong(b)"));
        compare(members.toString());
    }

    @Test
    void unsignedTypesHaveNoSign() {
        // spotless:off
        unsigned("int",   "long", "Math.min(a, b)",  (a, b) -> Math.min(Integer.toUnsignedLong((int) a), Integer.toUnsignedLong((int) b)));
        unsigned("long",  "long", "Math.max(a, b)",  (a, b) -> Long.compareUnsigned(a, b) > 0 ? a : b);
        unsigned("int",   "long", "Integer.rotateRight(a, 9)", (a, b) -> Integer.toUnsignedLong(Integer.rotateRight((int) a, 9)));
        unsigned("int",   "long", "Math.abs(a)",     (a, b) -> Integer.toUnsignedLong((int) a));
        unsigned("int",   "long", "Integer.highestOneBit(a)", (a, b) -> Integer.toUnsignedLong(Integer.highestOneBit((int) a)));
        unsigned("int",   "long", "Integer.reverseBytes(a)", (a, b) -> Integer.toUnsignedLong(Integer.reverseBytes((int) a)));
        unsigned("int",   "long", "Long.numberOfLeadingZeros(a)", (a, b) -> Long.numberOfLeadingZeros(Integer.toUnsignedLong((int) a)));
        unsigned("int",   "int",  "a / b",           (a, b) -> (int) b == 0 ? 0 : Integer.divideUnsigned((int) a, (int) b));
        unsigned("int",   "int",  "a % b",           (a, b) -> (int) b == 0 ? (int) a : Integer.remainderUnsigned((int) a, (int) b));
        unsigned("int",   "int",  "a >> b",          (a, b) -> (int) a >>> (int) b);
        unsigned("int",   "long", "a < b ? 1 : 0",   (a, b) -> Integer.compareUnsigned((int) a, (int) b) < 0 ? 1 : 0);
        unsigned("int",   "long", "a >= b ? 1 : 0",  (a, b) -> Integer.compareUnsigned((int) a, (int) b) >= 0 ? 1 : 0);
        unsigned("int",   "long", "a",               (a, b) -> Integer.toUnsignedLong((int) a));
        unsigned("int",   "long", "a + b",           (a, b) -> Integer.toUnsignedLong((int) a + (int) b));
        unsigned("int",   "long", "a + 1L",          (a, b) -> Integer.toUnsignedLong((int) a) + 1);
        unsigned("int",   "long", "(short) a",       (a, b) -> (short) a);
        unsigned("int",   "long", "(int) a",         (a, b) -> (int) a);
        unsigned("long",  "long", "a / b",           (a, b) -> b == 0 ? 0 : Long.divideUnsigned(a, b));
        unsigned("long",  "long", "a % b",           (a, b) -> b == 0 ? a : Long.remainderUnsigned(a, b));
        unsigned("long",  "long", "a >> b",          (a, b) -> a >>> b);
        unsigned("long",  "long", "a > b ? 1 : 0",   (a, b) -> Long.compareUnsigned(a, b) > 0 ? 1 : 0);
        unsigned("long",  "long", "a <= b ? 1 : 0",  (a, b) -> Long.compareUnsigned(a, b) <= 0 ? 1 : 0);
        unsigned("short", "long", "a",               (a, b) -> Short.toUnsignedLong((short) a));
        unsigned("short", "long", "a + b",           (a, b) -> Short.toUnsignedLong((short) a) + Short.toUnsignedLong((short) b));
        unsigned("short", "long", "a / (b | 1)",     (a, b) -> Short.toUnsignedLong((short) a) / (Short.toUnsignedLong((short) b) | 1));
        unsigned("short", "long", "(short) (a + b)", (a, b) -> (short) (a + b));
        unsigned("short", "long", "++a",             (a, b) -> Short.toUnsignedLong((short) (a + 1)));
        unsigned("byte",  "long", "a - b",           (a, b) -> Byte.toUnsignedLong((byte) a) - Byte.toUnsignedLong((byte) b));
        unsigned("byte",  "long", "a < b ? a : b",   (a, b) -> Math.min(Byte.toUnsignedLong((byte) a), Byte.toUnsignedLong((byte) b)));
        unsigned("byte",  "long", "a += b",          (a, b) -> Byte.toUnsignedLong((byte) (a + b)));
        unsigned("long",  "long", "a == b ? (@Unsigned long) -15L : a",                 (a, b) -> a == b ? -15L : a);
        unsigned("long",  "long", "a + ((@Unsigned long) -16L >> 60)",                  (a, b) -> a + 15);
        unsigned("int",   "long", "a + ((@Unsigned int) -16 >> 28)",                    (a, b) -> Integer.toUnsignedLong((int) a + 15));
        unsigned("int",   "long", "a == b ? a : (1 == 1 ? (@Unsigned int) 128 : b)",    (a, b) -> (int) a == (int) b ? Integer.toUnsignedLong((int) a) : 128);
        unsigned("int",   "long", "(1 == 2 ? a : 7) - 8 > 5 ? a : b",                   (a, b) -> Integer.toUnsignedLong((int) a));
        unsigned("int",   "long", "(1 == 1 ? 7 : (@Unsigned int) 3) - 8 > 5 ? a : b",   (a, b) -> Integer.toUnsignedLong((int) a));
        unsigned("int",   "long", "a == b ? (@Unsigned int) -2 : (@Unsigned int) 7",    (a, b) -> (int) a == (int) b ? 0xffff_fffeL : 7);
        unsigned("byte",  "long", "a == b ? (@Unsigned byte) 200 : (@Unsigned byte) 5", (a, b) -> (byte) a == (byte) b ? 200 : 5);
        unsigned("byte",  "long", "(@Unsigned byte) (a << 1)", (a, b) -> Byte.toUnsignedLong((byte) (a << 1)));
        // spotless:on
        try (var twins = Twins.of(unsignedMembers.toString())) {
            for (var i = 0; i < unsignedExpected.size(); i++)
                for (var a : twins.distinct("case" + i, 0, EDGES))
                    for (var b : twins.distinct("case" + i, 1, EDGES))
                        assertThat(twins.inKernel("case" + i, a, b))
                                .as("%s of %d and %d", unsignedText.get(i), a, b)
                                .isEqualTo(unsignedExpected.get(i).applyAsLong(a, b));
        }
    }

    private final StringBuilder unsignedMembers = new StringBuilder();
    private final List<String> unsignedText = new ArrayList<>();
    private final List<LongBinaryOperator> unsignedExpected = new ArrayList<>();

    private void unsigned(String type, String result, String expression, LongBinaryOperator expected) {
        var unsigned = "@Unsigned " + type;
        unsignedMembers.append(method(result, "case" + unsignedText.size(), unsigned, unsigned, expression));
        unsignedText.add(unsigned + " " + expression);
        unsignedExpected.add(expected);
    }

    private static String method(String result, String name, String left, String right, String expression) {
        return "    static " + result + " " + name + "(" + left + " a, " + right + " b) { return " + expression
                + "; }\n";
    }

    private static String result(String operator, String left, String right) {
        var wide = operator.length() > 1 ? left.equals("long") : left.equals("long") || right.equals("long");
        return wide ? "long" : "int";
    }

    private static void compare(String members) {
        compare("6.6", members);
    }

    private static void compare(String kernel, String members) {
        try (var twins = Twins.of(kernel, members)) {
            assertThat(twins.names()).isNotEmpty();
            for (var name : twins.names()) {
                var text = text(members, name);
                for (var a : twins.distinct(name, 0, EDGES))
                    for (var b : twins.distinct(name, 1, EDGES)) compare(text, twins, name, a, b);
            }
        }
    }

    private static String text(String members, String name) {
        return members.lines()
                .filter(line -> line.contains(" " + name + "("))
                .findFirst()
                .orElseThrow()
                .strip();
    }

    private static void compare(String text, Twins twins, String name, long a, long b) {
        var expected = twins.onJvm(name, a, b).orElseGet(() -> byZero(text, twins.first(name, a)));
        var actual = twins.inKernel(name, a, b);
        if (actual != expected) // some hundred thousand times: an assertion with words costs more than the run
        assertThat(actual).as("%s of %d and %d", text, a, b).isEqualTo(expected);
    }

    /** Where the JVM throws, division by zero is 0, and the remainder is the dividend. */
    private static long byZero(String text, long dividend) {
        return text.contains("%") ? dividend : 0;
    }

    private static String resource(String name) {
        try (var input = JavaSemanticsTest.class.getResourceAsStream(name)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
