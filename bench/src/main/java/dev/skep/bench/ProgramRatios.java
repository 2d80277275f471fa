package dev.skep.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The programs of {@link dev.skep.bench.programs} beside the same programs in C, as clang compiles them. A second run with clang's own objects
 * in place of ours says how far two runs of the same code differ.
 */
public final class ProgramRatios {
    private static final String SUFFIX = ".bpf.o";

    private ProgramRatios() {}

    /** Prints the tables and keeps them; the arguments are the command {@code compare}, the folder of this module, rounds and iterations. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path compare = Path.of(arguments[0]);
        Path bench = Path.of(arguments[1]);
        Path build = bench.resolve("target/compare");
        Path ours = collect(bench.resolve("target/classes/META-INF/bpf"), build.resolve("ours"));
        Comparison comparison = new Comparison(compare, build, arguments[2], arguments[3]);
        ProgramMeasurements measured = comparison.with(ours);
        ProgramMeasurements same = comparison.with(build.resolve("v4"));
        ProgramCompileTimes times = ProgramCompileTimes.of(bench.resolve("..").normalize(), compare, build);
        ProgramGoals goals = new ProgramGoals(measured, same, times, coreSizes(ours, build));
        String text = String.format(
                Locale.ROOT,
                "bench/programs, %s, Linux %s on %s, %s rounds of %s runs%n%n%s%n%s",
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                arguments[2],
                arguments[3],
                new ProgramTable(measured).text(),
                goals.text());
        System.out.print(text);
        Files.writeString(bench.resolve("programs.txt"), text);
    }

    /** The objects under the names that the programs in C have: {@code xdp_lb.bpf.o} for the class {@code XdpLb}. */
    private static Path collect(Path objects, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var old = Files.list(folder)) {
            for (Path object : old.toList()) Files.delete(object);
        }
        try (var files = Files.list(objects)) {
            for (Path object : files.filter(f -> f.toString().endsWith(SUFFIX)).toList())
                Files.copy(object, folder.resolve(baseName(object) + SUFFIX), StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    /** The base name of a program's object in C: {@code xdp_lb} for the class {@code XdpLb}. */
    static String baseName(Path object) {
        String file = object.getFileName().toString();
        String type = file.substring(0, file.length() - SUFFIX.length());
        return baseName(type.substring(type.lastIndexOf('.') + 1));
    }

    /** The same for the simple name of the class. */
    static String baseName(String type) {
        return type.replaceAll("(?<=.)[A-Z]", "_$0").toLowerCase(Locale.ROOT);
    }

    /** How large the objects are that read kernel types, in parts of clang's without the debug information that no loader needs. */
    private static double coreSizes(Path ours, Path build) throws IOException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        for (String name : List.of("execsnoop", "runqlat")) {
            Path object = ours.resolve(name + SUFFIX);
            Path stripped = build.resolve("stripped.o");
            if (!Files.exists(object)) continue;
            Timed.median(
                    "llvm-strip-19",
                    "-g",
                    build.resolve("v4").resolve(name + ".o").toString(),
                    "-o",
                    stripped.toString());
            ratios.add((double) Files.size(object) / Files.size(stripped));
        }
        return ProgramMeasurements.geomean(ratios.stream().mapToDouble(ratio -> ratio))
                .orElse(Double.NaN);
    }

    /** The command that compares, with where it builds and how often it runs. */
    private record Comparison(Path command, Path build, String rounds, String iterations) {
        ProgramMeasurements with(Path objects) throws IOException, InterruptedException {
            ProcessBuilder process = new ProcessBuilder(command.toString(), objects.toString(), rounds, iterations)
                    .redirectErrorStream(true);
            process.environment().put("BUILD", build.toString());
            Process running = process.start();
            String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (running.waitFor() != 0) throw new IOException(command + " failed:\n" + said);
            return ProgramMeasurements.read(build.resolve("out"));
        }
    }
}
