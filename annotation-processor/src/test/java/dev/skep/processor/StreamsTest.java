package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What programs print to streams of their own, beside what clang makes of the same in C: there are kernels that have no memory for any of it,
 * and say so to both.
 */
class StreamsTest {
    private static final String IN_C = """
            extern int bpf_stream_vprintk_impl(int stream_id, const char *fmt__str, const void *args, unsigned int len__sz,
                void *aux__prog) __attribute__((section(".ksyms")));
            char LICENSE[] __attribute__((section("license"))) = "GPL";

            __attribute__((section("xdp"))) int program(void *context) {
                static const char format[] = "%d\\n";
                unsigned long long arguments[] = {1};
                return bpf_stream_vprintk_impl(1, format, arguments, sizeof arguments, 0);
            }
            """;

    private static int printed(LoadedObject object) {
        return object.program("program").run(new byte[64]).returnValue();
    }

    @Test
    void waitForTheirReader(@TempDir Path folder) throws IOException {
        Kernel.require();
        var source = Files.writeString(folder.resolve("streams.c"), IN_C);
        var file = folder.resolve("streams.o");
        Judge.require("clang-19")
                .run("-O2", "-g", "-target", "bpf", "-c", source.toString(), "-o", file.toString())
                .orFail();
        try (var object = Kernel.load(KfuncSources.object("Streams"));
                var twin = Kernel.load(Files.readAllBytes(file))) {
            var program = object.program("program");
            assertThat(program.takeStream(1)).isEmpty();
            var failed = printed(object);
            assertThat(failed).isEqualTo(printed(twin));
            assertThat(object.program("wrong").run(new byte[64]).returnValue()).isNegative();
            assertThat(program.takeStream(1)).isEqualTo(failed < 0 ? "" : """
                    no arguments
                    0 of 3, so far
                    1 of 3, so far
                    2 of 3, so far
                    """);
            assertThat(program.takeStream(2)).isEqualTo(failed < 0 ? "" : "cafe 10000000000 z\n");
        }
    }
}
