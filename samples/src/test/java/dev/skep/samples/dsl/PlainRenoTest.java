package dev.skep.samples.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.samples.Transfer;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.NetworkNamespace;
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
        var bpftool = Judge.require("bpftool");
        var registered = bpftool.run("struct_ops", "register", file.toString()).orFail();
        var said = registered.out() + registered.err();
        var id = said.strip().replaceFirst("(?s).* id (\\d+)$", "$1");
        try (var namespace = NetworkNamespace.create()) {
            assertThat(said).contains("tcp_congestion_ops PlainReno id ");
            Transfer.run(namespace, "skep_reno", 4 << 20);
        } finally {
            bpftool.run("struct_ops", "unregister", "id", id).orFail();
        }
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
