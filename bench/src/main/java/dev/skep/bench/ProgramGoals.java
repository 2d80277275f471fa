package dev.skep.bench;

import dev.skep.bench.ProgramMeasurements.Program;
import dev.skep.bench.ProgramMeasurements.Variant;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** What the compiler is to reach with these programs, and whether it does. */
final class ProgramGoals {
    private static final String ROW = "%-52s %8s   %-18s %s%n";

    private ProgramGoals() {}

    /** Returns a line for each goal; {@code same} compared clang with itself. */
    static String text(ProgramMeasurements measured, ProgramMeasurements same) {
        double noise = noise(same);
        long slower = measured.inputs().stream()
                .filter(i -> measured.time(i, Variant.V4) > 1 + noise)
                .count();
        double different =
                measured.inputs().stream().filter(i -> !measured.agreed(i)).count();
        double refused = measured.compared().stream()
                .filter(p -> !measured.program(p, Variant.OURS).accepted())
                .count();
        return String.format(ROW, "goal", "reached", "must", "stretch")
                + line("runs with another result than clang's", different, 0, 0)
                + line("programs that the verifier refuses", refused, 0, 0)
                + line("slots, geomean, of clang 19 v4", geomean(measured, Program::slots, Variant.V4), 0.90, 0.66)
                + line(
                        "slots, geomean, of clang 19 v4 tuned",
                        geomean(measured, Program::slots, Variant.TUNED),
                        0.97,
                        0.75)
                + line("slots, worst program, of clang 19 v4", worst(measured), 1.00, Double.NaN)
                + line(
                        "verified instructions, geomean, of clang 19 v4",
                        geomean(measured, Program::verified, Variant.V4),
                        0.92,
                        0.75)
                + line("JIT bytes, geomean, of clang 19 v4", geomean(measured, Program::jited, Variant.V4), 0.92, 0.76)
                + line(
                        String.format(Locale.ROOT, "runs slower than clang 19 v4 by more than %.3f", noise),
                        slower,
                        0,
                        Double.NaN)
                + line("run time, geomean, of clang 19 v4", time(measured, Variant.V4), Double.NaN, 0.95);
    }

    private static String line(String goal, double reached, double must, double stretch) {
        String number = reached == Math.rint(reached)
                ? Long.toString((long) reached)
                : String.format(Locale.ROOT, "%.3f", reached);
        return String.format(ROW, goal, number, met(reached, must), met(reached, stretch))
                        .stripTrailing()
                + System.lineSeparator();
    }

    private static String met(double reached, double limit) {
        if (Double.isNaN(limit)) return "";
        return String.format(Locale.ROOT, "<= %.2f %s", limit, reached <= limit ? "met" : "NOT MET");
    }

    /** The most that two measurements of the same code differed by, as a part of the whole. */
    private static double noise(ProgramMeasurements same) {
        return same.inputs().stream()
                .mapToDouble(i -> Math.abs(same.time(i, Variant.V4) - 1))
                .max()
                .orElse(0);
    }

    private static double worst(ProgramMeasurements measured) {
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
