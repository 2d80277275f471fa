package dev.skep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.bench.dsl.XdpRatelimit;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The programs of {@link dev.skep.bench.dsl} in the kernel: they do what the same in annotated Java do, in about as many instructions. */
final class DslProgramsTest {
    private static final Path OBJECTS = Path.of("target/classes/META-INF/bpf");

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void xdpRatelimit() {
        try (var ours = Kernel.load(XdpRatelimit.object().bytes());
                var theirs = annotated("XdpRatelimit")) {
            Comparison.of(ours, theirs, BenchCase.read("xdp_ratelimit"));
            assertInstructions("xdp_ratelimit", ours, theirs);
        }
    }

    private static LoadedObject annotated(String program) {
        return Kernel.load(OBJECTS.resolve("dev.skep.bench.programs." + program + ".bpf.o"));
    }

    private static void assertInstructions(String program, LoadedObject ours, LoadedObject theirs) {
        assertThat(ours.program(program).instructionCount())
                .as("instructions of %s", program)
                .isLessThanOrEqualTo(theirs.program(program).instructionCount());
    }
}
