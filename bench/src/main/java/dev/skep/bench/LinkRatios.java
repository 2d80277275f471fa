package dev.skep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Linking beside {@code bpftool gen object} on the same objects. */
public final class LinkRatios {
    private LinkRatios() {}

    /** Prints the line for the objects that the arguments name. */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        double milliseconds = new Runner(new OptionsBuilder()
                        .include(LinkBenchmark.class.getName())
                        .param("objects", String.join(":", arguments))
                        .build())
                .run().stream()
                        .mapToDouble(result -> result.getPrimaryResult().getScore())
                        .findFirst()
                        .orElse(Double.NaN);
        Path output = Files.createTempFile("linked", ".o");
        try {
            List<String> command = new ArrayList<>(List.of("bpftool", "gen", "object", output.toString()));
            command.addAll(List.of(arguments));
            Timed theirs = Timed.median(command.toArray(String[]::new));
            System.out.printf(
                    Locale.ROOT,
                    "link: %.3f ms warm, bpftool gen object %.3f ms: %.2f of its time%n",
                    milliseconds,
                    theirs.seconds() * 1e3,
                    milliseconds / (theirs.seconds() * 1e3));
        } finally {
            Files.delete(output);
        }
    }
}
