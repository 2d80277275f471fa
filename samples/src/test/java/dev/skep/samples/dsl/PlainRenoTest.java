package dev.skep.samples.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.samples.Transfer;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A congestion control that bpftool registers; sockets of a network namespace of the test's own take it. */
final class PlainRenoTest {
    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void socketsTakeIt(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("reno.o"), PlainReno.object().bytes());
        Transfer.registered(file, "PlainReno", "skep_reno", 4 << 20);
    }

    @Test
    void isAsShortAsTheAnnotatedSample() throws IOException {
        try (var ours = Kernel.load(PlainReno.object().bytes());
                var theirs = Kernel.load(annotated())) {
            assertThat(ours.programs()).isEqualTo(theirs.programs()).hasSize(3);
            for (var program : theirs.programs())
                assertThat(ours.program(program).instructionCount())
                        .as(program)
                        .isLessThanOrEqualTo(theirs.program(program).instructionCount());
        }
    }

    private static byte[] annotated() throws IOException {
        var name = "/META-INF/bpf/dev.skep.samples.features.PlainReno.bpf.o";
        try (var object = PlainRenoTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(object, "the annotated sample").readAllBytes();
        }
    }
}
