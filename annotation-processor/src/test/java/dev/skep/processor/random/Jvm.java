package dev.skep.processor.random;

/** Operations that are spelled out on the JVM: those without a sign, and division by zero. */
final class Jvm {
    /** Members of the class that they are used in. */
    static final String MEMBERS = """
            static int div(int a, int b) { return b == 0 ? 0 : a / b; }
            static long div(long a, long b) { return b == 0 ? 0 : a / b; }
            static int rem(int a, int b) { return b == 0 ? a : a % b; }
            static long rem(long a, long b) { return b == 0 ? a : a % b; }
            static int udiv(int a, int b) { return b == 0 ? 0 : Integer.divideUnsigned(a, b); }
            static long udiv(long a, long b) { return b == 0 ? 0 : Long.divideUnsigned(a, b); }
            static int urem(int a, int b) { return b == 0 ? a : Integer.remainderUnsigned(a, b); }
            static long urem(long a, long b) { return b == 0 ? a : Long.remainderUnsigned(a, b); }
            static int ucmp(int a, int b) { return Integer.compareUnsigned(a, b); }
            static int ucmp(long a, long b) { return Long.compareUnsigned(a, b); }
            static int umin(int a, int b) { return ucmp(a, b) < 0 ? a : b; }
            static long umin(long a, long b) { return ucmp(a, b) < 0 ? a : b; }
            static int umax(int a, int b) { return ucmp(a, b) > 0 ? a : b; }
            static long umax(long a, long b) { return ucmp(a, b) > 0 ? a : b; }
            """;

    private Jvm() {}

    /** Returns the text of an operation on two numbers of one type. */
    static String binary(String operator, Type type, String left, String right) {
        var u = type.unsigned() ? "u" : "";
        return switch (operator) {
            case "/" -> u + "div(" + left + ", " + right + ")";
            case "%" -> u + "rem(" + left + ", " + right + ")";
            default -> "(" + left + " " + operator + " " + right + ")";
        };
    }

    /** Returns the text of a comparison of two numbers of one type. */
    static String compare(String operator, Type type, String left, String right) {
        if (!type.unsigned() || operator.equals("==") || operator.equals("!="))
            return "(" + left + " " + operator + " " + right + ")";
        return "(ucmp(" + left + ", " + right + ") " + operator + " 0)";
    }
}
