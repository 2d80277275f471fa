package dev.skep.samples.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pauses of a JVM of our own, to whose probes libbpf attaches the programs. */
class GcPausesTest {
    private static final Path HOME = Path.of(System.getProperty("java.home"));
    private static final Path LIBRARY = HOME.resolve("lib/server/libjvm.so");
    private static final int COLLECTIONS = 3;

    /** Collects what a word on its standard input asks for. */
    private static final String COLLECTOR = """
            class Collector {
                public static void main(String[] count) throws Exception {
                    System.out.println("ready");
                    System.in.read();
                    for (int i = 0; i < Integer.parseInt(count[0]); i++) System.gc();
                    System.out.println("done");
                    System.in.read();
                }
            }
            """;

    @Test
    void eachCollectionIsOnePause(@TempDir Path folder) throws IOException, InterruptedException {
        Kernel.require();
        var notes = Judge.require("readelf").run("-n", LIBRARY.toString());
        Assumptions.assumeTrue(notes.out().contains("gc__begin"), "this JVM was built without probes");
        var source = Files.writeString(folder.resolve("Collector.java"), COLLECTOR);
        var collector = start(
                HOME.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                source.toString(),
                String.valueOf(COLLECTIONS));
        try {
            waitFor(collector, "ready");
            var observer = start(command(folder, collector.pid()));
            try {
                waitFor(observer, "attached");
                collector.outputStream().write('\n');
                collector.outputStream().flush();
                waitFor(collector, "done");
                observer.outputStream().close();
                var numbers = observer.reader.lines().map(Long::parseLong).toList();
                long young = numbers.get(0);
                long all = numbers.get(1);
                assertThat(all).isEqualTo(COLLECTIONS);
                assertThat(numbers.stream().skip(2).mapToLong(n -> n).sum()).isEqualTo(young + all);
            } finally {
                observer.stop();
            }
        } finally {
            collector.stop();
        }
    }

    private static String[] command(Path folder, long process) throws IOException {
        var judge = folder.resolve("usdt");
        var source = folder.resolve("usdt.c");
        try (var resource = GcPausesTest.class.getResourceAsStream("usdt.c")) {
            Files.write(source, Objects.requireNonNull(resource).readAllBytes());
        }
        Judge.require("clang-19")
                .run("-O1", "-o", judge.toString(), source.toString(), "-lbpf")
                .orFail();
        return List.of(
                        judge.toString(),
                        Path.of("target/classes/META-INF/bpf", GcPauses.class.getName() + ".bpf.o")
                                .toString(),
                        String.valueOf(process),
                        LIBRARY.toString(),
                        "hotspot",
                        "begin=gc__begin",
                        "end=gc__end",
                        "--",
                        "collections",
                        "slots")
                .toArray(String[]::new);
    }

    /** A process that talks. */
    private record Talk(Process process, BufferedReader reader) {
        long pid() {
            return process.pid();
        }

        OutputStream outputStream() {
            return process.getOutputStream();
        }

        void stop() throws InterruptedException {
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static Talk start(String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Talk(process, process.inputReader(StandardCharsets.UTF_8));
    }

    private static void waitFor(Talk process, String word) throws IOException {
        assertThat(process.reader.readLine()).isEqualTo(word);
    }
}
