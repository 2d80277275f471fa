package dev.skep.bench;

import dev.skep.bench.ProgramMeasurements.Input;
import dev.skep.bench.ProgramMeasurements.Program;
import dev.skep.bench.ProgramMeasurements.Run;
import dev.skep.bench.ProgramMeasurements.Variant;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Two tables: what the programs are, and how long they run. */
record ProgramTable(ProgramMeasurements measured) {
    private static final String COUNTS = "%-14s %5s %5s %5s %6s %6s | %5s %5s %6s | %5s %5s %6s%n";
    private static final String TIMES = "%-14s %-6s %8s %8s %8s %6s %6s  %s%n";

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(row(
                COUNTS, "program", "v4", "tuned", "ours", "/v4", "/tuned", "v4", "ours", "/v4", "v4", "ours", "/v4"));
        text.append(row(COUNTS, "", "slots", "", "", "", "", "verified", "", "", "JIT", "bytes", ""));
        for (String name : measured.compared()) text.append(counts(name));
        text.append(row(
                COUNTS,
                "geomean",
                "",
                "",
                "",
                geomean(Program::slots, Variant.V4),
                geomean(Program::slots, Variant.TUNED),
                "",
                "",
                geomean(Program::verified, Variant.V4),
                "",
                "",
                geomean(Program::jited, Variant.V4)));
        text.append(String.format(Locale.ROOT, "%n"));
        text.append(row(TIMES, "program", "input", "v4 ns", "tuned", "ours", "/v4", "/tuned", "result"));
        for (Input input : measured.inputs()) text.append(times(input));
        text.append(row(TIMES, "geomean", "", "", "", "", time(Variant.V4), time(Variant.TUNED), ""));
        if (!measured.missing().isEmpty())
            text.append(String.format(Locale.ROOT, "%nnot yet: %s%n", String.join(", ", measured.missing())));
        for (String warning : measured.warnings()) text.append(String.format(Locale.ROOT, "%n%s", warning));
        return text.toString();
    }

    private String counts(String name) {
        Program v4 = measured.program(name, Variant.V4);
        Program tuned = measured.program(name, Variant.TUNED);
        Program ours = measured.program(name, Variant.OURS);
        return row(
                COUNTS,
                name,
                v4.slots(),
                tuned.slots(),
                ours.slots(),
                ratio(ours.slots(), v4.slots()),
                ratio(ours.slots(), tuned.slots()),
                v4.verified(),
                ours.verified(),
                ours.accepted() ? ratio(ours.verified(), v4.verified()) : "REJECTED",
                v4.jited(),
                ours.jited(),
                ratio(ours.jited(), v4.jited()));
    }

    private String times(Input input) {
        Map<Variant, Run> row = measured.runs().getOrDefault(input, Map.of());
        return row(
                TIMES,
                input.program(),
                input.input().isEmpty() ? "ctx" : input.input(),
                nanoseconds(row, Variant.V4),
                nanoseconds(row, Variant.TUNED),
                nanoseconds(row, Variant.OURS),
                decimals(measured.time(input, Variant.V4)),
                decimals(measured.time(input, Variant.TUNED)),
                measured.agreed(input) ? "same" : "DIFFERENT");
    }

    private static String nanoseconds(Map<Variant, Run> row, Variant variant) {
        Run run = row.get(variant);
        return run == null ? "-" : String.format(Locale.ROOT, "%.1f", run.nanoseconds());
    }

    private String geomean(ToIntFunction<Program> count, Variant other) {
        return decimals(ProgramGoals.geomean(measured, count, other));
    }

    private String time(Variant other) {
        return decimals(ProgramGoals.time(measured, other));
    }

    private static String ratio(int ours, int theirs) {
        return decimals((double) ours / theirs);
    }

    private static String decimals(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static String row(String format, Object... cells) {
        return String.format(Locale.ROOT, format, cells);
    }
}
