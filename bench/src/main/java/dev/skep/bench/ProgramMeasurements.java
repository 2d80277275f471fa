package dev.skep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What one comparison measured.
 *
 * @param programs by name and compiler, what is the same in every run
 * @param runs by program, input and compiler
 * @param warnings what went wrong on the way
 */
record ProgramMeasurements(
        Map<String, Map<Variant, Program>> programs, Map<Input, Map<Variant, Run>> runs, List<String> warnings) {

    /** Who compiled a program. */
    enum Variant {
        /** clang, the C as people write it. */
        V4("v4"),
        /** clang, the C tuned by hand. */
        TUNED("v4tuned"),
        /** Skep. */
        OURS("ours");

        private final String label;

        Variant(String label) {
            this.label = label;
        }

        private static Optional<Variant> of(String label) {
            for (Variant variant : values()) if (variant.label.equals(label)) return Optional.of(variant);
            return Optional.empty();
        }
    }

    /**
     * A program as it was loaded.
     *
     * @param slots of 8 bytes
     * @param verified instructions that the verifier walked
     * @param jited bytes of machine code
     * @param accepted whether the kernel took it
     */
    record Program(int slots, int verified, int jited, boolean accepted) {}

    /** Which program was run on what. */
    record Input(String program, String input) {}

    /**
     * The runs of a program on an input.
     *
     * @param nanoseconds for each run, the mean of the faster rounds
     * @param result what it returned and made of the packet
     */
    record Run(double nanoseconds, String result) {}

    /** Reads the files that the comparison left in a folder. */
    static ProgramMeasurements read(Path folder) throws IOException {
        ProgramMeasurements all =
                new ProgramMeasurements(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList())
                for (String line : Files.readAllLines(file)) all.add(line.split("\t", -1));
        }
        return all;
    }

    private void add(String[] part) {
        Variant variant = Variant.of(part[1]).orElse(null);
        if (part[0].equals("WARN")) warnings.add(String.join(" ", part));
        else if (part[0].equals("STATIC") && part.length < 5) warnings.add(String.join(" ", part));
        else if (variant != null && part[0].equals("STATIC")) {
            Map<String, String> values = values(part);
            Program program = new Program(
                    Integer.parseInt(values.getOrDefault("slots", "0")),
                    Integer.parseInt(values.getOrDefault("verified", "0")),
                    Integer.parseInt(values.getOrDefault("jited", "0")),
                    part[part.length - 1].equals("ok"));
            programs.computeIfAbsent(part[2], p -> new LinkedHashMap<>()).put(variant, program);
        } else if (variant != null && part[0].equals("RUN")) {
            Map<String, String> values = values(part);
            Run run = new Run(
                    Double.parseDouble(values.getOrDefault("tmean", "NaN")),
                    values.get("retval") + " " + values.get("hash"));
            runs.computeIfAbsent(new Input(part[2], part[3]), i -> new LinkedHashMap<>())
                    .put(variant, run);
        }
    }

    private static Map<String, String> values(String[] part) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String item : part) {
            int equals = item.indexOf('=');
            if (equals > 0) values.put(item.substring(0, equals), item.substring(equals + 1));
        }
        return values;
    }

    /** The programs that we have and clang too. */
    List<String> compared() {
        return programs.entrySet().stream()
                .filter(p ->
                        p.getValue().containsKey(Variant.OURS) && p.getValue().containsKey(Variant.V4))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The programs that only clang has. */
    List<String> missing() {
        return programs.entrySet().stream()
                .filter(p ->
                        !p.getValue().containsKey(Variant.OURS) && !p.getKey().endsWith("_null"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The inputs that we were run on. */
    List<Input> inputs() {
        return runs.keySet().stream()
                .filter(i -> compared().contains(i.program()))
                .toList();
    }

    Program program(String name, Variant variant) {
        return Optional.ofNullable(programs.getOrDefault(name, Map.of()).get(variant))
                .orElseThrow();
    }

    /** Whether all who compiled the program agree about an input. */
    boolean agreed(Input input) {
        Map<Variant, Run> row = runs.getOrDefault(input, Map.of());
        return row.containsKey(Variant.OURS)
                && row.values().stream().map(Run::result).distinct().count() == 1;
    }

    /** How long we run for each nanosecond of another, on an input; NaN where one of them did not run. */
    double time(Input input, Variant other) {
        Map<Variant, Run> row = runs.getOrDefault(input, Map.of());
        Run one = row.get(Variant.OURS);
        Run two = row.get(other);
        return one == null || two == null ? Double.NaN : one.nanoseconds() / two.nanoseconds();
    }

    /** The geometric mean, where there is something to take it of. */
    static OptionalDouble geomean(DoubleStream ratios) {
        var logarithms = ratios.map(Math::log).average();
        return logarithms.isPresent() ? OptionalDouble.of(Math.exp(logarithms.getAsDouble())) : OptionalDouble.empty();
    }
}
