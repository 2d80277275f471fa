package dev.skep.bench.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The programs that read the kernel's own structs. */
class TracingProgramsTest {
    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void theVerifierTakesExecsnoop() {
        try (var loaded = TcProgramsTest.load("Execsnoop")) {
            assertThat(loaded.programs()).containsExactly("execsnoop");
            assertThat(loaded.map("scratch").valueSize()).isEqualTo(36 + 20 * 128);
        }
    }

    /** Addresses that lead nowhere read as a task with the pid 0, which is never waited for. */
    @Test
    void tasksThatCannotBeReadAreNotMeasured() {
        try (var loaded = TcProgramsTest.load("Runqlat")) {
            assertThat(loaded.program("rq_wakeup").runContext(new byte[24]).returnValue())
                    .isZero();
            assertThat(loaded.program("rq_switch").runContext(new byte[24]).returnValue())
                    .isZero();
            assertThat(loaded.map("start").keys()).isEmpty();
            assertThat(loaded.map("hists").keys()).isEmpty();
        }
    }
}
