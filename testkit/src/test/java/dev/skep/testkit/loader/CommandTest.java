package dev.skep.testkit.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    private static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    @Test
    void returnsWhatWasPrinted() throws Exception {
        assertThat(Command.succeed(shell("echo out; echo err >&2"))).isEqualTo("out\n");
    }

    @Test
    void givesTheErrorAsTheReason() {
        assertThatThrownBy(
                        () -> Command.succeed(shell("echo a.c:3: error: no such thing >&2; echo 1 generated; exit 1")))
                .isInstanceOf(LoaderUnavailable.class)
                .hasMessage("sh: a.c:3: error: no such thing");
        assertThatThrownBy(() -> Command.succeed(shell("exit 9"))).hasMessage("sh: exit code 9");
        assertThatThrownBy(() -> Command.succeed(List.of("/no/such/tool")))
                .isInstanceOf(LoaderUnavailable.class)
                .hasMessageContaining("/no/such/tool");
    }

    @Test
    void endsAProcessWithItsChildrenAtTheLimit() throws Exception {
        Command.Ended ended = Command.run(shell("echo early; sleep 86397 & wait"), Duration.ofSeconds(2));

        assertThat(ended.inTime()).isFalse();
        assertThat(ended.out()).isEqualTo("early\n");
        Sleepers.assertEnded(86397);
    }
}
