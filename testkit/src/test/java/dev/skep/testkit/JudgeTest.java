package dev.skep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class JudgeTest {
    @Test
    void runsAToolOnItsInput() {
        Output output = Judge.require("sh").run(List.of("-c", "cat; echo complaint >&2; exit 3"), "in\n");

        assertThat(output.exit()).isEqualTo(3);
        assertThat(output.out()).isEqualTo("in\n");
        assertThat(output.err()).isEqualTo("complaint\n");
        assertThatThrownBy(output::orFail).isInstanceOf(AssertionError.class).hasMessageContaining("complaint");
    }

    @Test
    void passesInputsLargerThanAPipe() {
        byte[] large = new byte[1 << 20];

        assertThat(Judge.require("cat").run(List.of(), large).bytes()).isEqualTo(large);
    }

    @Test
    void allowsAToolToIgnoreItsInput() {
        assertThat(Judge.require("true").run(List.of(), new byte[1 << 20]).exit())
                .isZero();
    }

    @Test
    void skipsAloudWithoutTheTool() {
        assertThat(Judge.find("no-such-judge")).isEmpty();
        Class<? extends Throwable> expected =
                "true".equals(System.getenv("CI")) ? AssertionError.class : TestAbortedException.class;
        assertThatThrownBy(() -> Judge.require("no-such-judge"))
                .isInstanceOf(expected)
                .hasMessageContaining("no no-such-judge on this machine");
    }
}
