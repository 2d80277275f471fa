package dev.skep.bench;

import dev.skep.bench.ProgramMeasurements.Program;
import dev.skep.bench.ProgramMeasurements.Variant;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * What the compiler is to reach with these programs, and whether it does.
 *
 * @param same clang compared with itself
 * @param coreSize how large objects with kernel types are, in parts of clang's
 */
record ProgramGoals(
        ProgramMeasurements measured, ProgramMeasurements same, ProgramCompileTimes times, double coreSize) {
    private static final String ROW = "%-58s %8s   %-18s %s%n";
    private static final double NONE = Double.NaN;

    /** Returns a line for each goal. */
    String text() {
        double noise = noise();
        // spotless:off
        return String.format(Locale.ROOT, ROW, "goal", "reached", "must", "stretch")
                + line("runs with another result than clang's",           different(),                                    0,    0)
                + line("programs that the verifier refuses",              refused(),                                      0,    0)
                + line("slots, geomean, of clang 19 v4",                  geomean(measured, Program::slots, Variant.V4),    0.90, 0.66)
                + line("slots, geomean, of clang 19 v4 tuned",            geomean(measured, Program::slots, Variant.TUNED), 0.97, 0.75)
                + line("slots, worst program, of clang 19 v4",            worst(),                                        1.00, NONE)
                + line("verified instructions, geomean, of clang 19 v4",  geomean(measured, Program::verified, Variant.V4), 0.92, 0.75)
                + line("JIT bytes, geomean, of clang 19 v4",              geomean(measured, Program::jited, Variant.V4),    0.92, 0.76)
                + line("runs slower than clang 19 v4 by more than " + decimals(noise), slower(noise),                     0,    NONE)
                + line("run time, geomean, of clang 19 v4",               time(measured, Variant.V4),                     NONE, 0.95)
                + line("IR to object, warm, median, of a clang 19 process", times.warmRatio(),                            0.04, 0.01)
                + line("all from source in one cold JVM, of clang 19 per file", times.coldRatio(),                        0.25, 0.15)
                + line("size of CO-RE objects, of clang 19 -g stripped",  coreSize,                                       0.40, 0.26)
                + String.format(Locale.ROOT, "%nThe noise is the most by which two runs of clang's own objects differed. What the assembler, BTF and linking%n"
                        + "reach is measured by bench/assembler, bench/btf and bench/link; what other kernels say, by ./judge.%n");
        // spotless:on
    }

    private int different() {
        return (int) measured.inputs().stream().filter(i -> !measured.agreed(i)).count();
    }

    private int refused() {
        return (int) measured.compared().stream()
                .filter(p -> !measured.program(p, Variant.OURS).accepted())
                .count();
    }

    private int slower(double noise) {
        return (int) measured.inputs().stream()
                .filter(i -> measured.time(i, Variant.V4) > 1 + noise)
                .count();
    }

    private static String line(String goal, double reached, double must, double stretch) {
        return String.format(Locale.ROOT, ROW, goal, decimals(reached), met(reached, must), met(reached, stretch))
                        .stripTrailing()
                + System.lineSeparator();
    }

    private static String decimals(double number) {
        if (Double.isNaN(number)) return "-";
        return number == Math.rint(number) ? Long.toString((long) number) : String.format(Locale.ROOT, "%.3f", number);
    }

    private static String met(double reached, double limit) {
        if (Double.isNaN(limit) || Double.isNaN(reached)) return "";
        return String.format(Locale.ROOT, "<= %.2f %s", limit, reached <= limit ? "met" : "NOT MET");
    }

    private double noise() {
        return same.inputs().stream()
                .mapToDouble(i -> Math.abs(same.time(i, Variant.V4) - 1))
                .max()
                .orElse(0);
    }

    private double worst() {
        return measured.compared().stream()
                .mapToDouble(p -> (double) measured.program(p, Variant.OURS).slots()
                        / measured.program(p, Variant.V4).slots())
                .max()
                .orElse(Double.NaN);
    }

    /** The geometric mean of a count of ours, in parts of another's. */
    static double geomean(ProgramMeasurements measured, ToIntFunction<Program> count, Variant other) {
        return ProgramMeasurements.geomean(measured.compared().stream()
                        .filter(p -> measured.program(p, Variant.OURS).accepted())
                        .mapToDouble(p -> (double) count.applyAsInt(measured.program(p, Variant.OURS))
                                / count.applyAsInt(measured.program(p, other))))
                .orElse(Double.NaN);
    }

    /** The geometric mean of our run times, in parts of another's. */
    static double time(ProgramMeasurements measured, Variant other) {
        return ProgramMeasurements.geomean(measured.inputs().stream().mapToDouble(i -> measured.time(i, other)))
                .orElse(Double.NaN);
    }
}
