package dev.skep.builds;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A JDK, whose javac is run as in a shell. */
record Jdk(Path home, int version) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final List<String> SHORT_LIVED = List.of("-J-XX:+UseSerialGC", "-J-XX:TieredStopAtLevel=1");

    /** The one that runs the tests. */
    static Jdk own() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The newest one of another version that Skep supports; without one, the test is skipped. */
    static Jdk other() {
        return installed()
                .filter(jdk -> jdk.version >= 17 && jdk.version != own().version)
                .max(Comparator.comparingInt(Jdk::version))
                .orElseThrow(() -> new TestAbortedException("no other JDK in " + INSTALLED));
    }

    private static Stream<Jdk> installed() {
        if (!Files.isDirectory(INSTALLED)) return Stream.empty();
        try (var homes = Files.list(INSTALLED)) {
            return homes.sorted().flatMap(Jdk::at).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Jdk> at(Path home) {
        var release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/javac")) || !Files.isReadable(release)) return Stream.empty();
        try {
            return Files.readString(release)
                    .lines()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> new Jdk(home, Integer.parseInt(line.replaceAll("\\D*(\\d+).*", "$1"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs javac with options, split at blanks, and source files; that of the running JDK within this process, which is faster. */
    Output javac(Path output, String options, List<String> sources) {
        var arguments = new ArrayList<>(List.of("-d", output.toString()));
        Arrays.stream(options.split(" ")).filter(option -> !option.isEmpty()).forEach(arguments::add);
        arguments.addAll(sources);
        if (version == own().version) return here(arguments);
        arguments.addAll(0, SHORT_LIVED);
        return Judge.at(home.resolve("bin/javac")).run(arguments, "");
    }

    private static Output here(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exit = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        arguments.toArray(String[]::new));
        return new Output(arguments, exit, out.toByteArray(), err.toString(UTF_8));
    }

    Output java(List<String> arguments) {
        return Judge.at(home.resolve("bin/java")).run(arguments, "");
    }
}
