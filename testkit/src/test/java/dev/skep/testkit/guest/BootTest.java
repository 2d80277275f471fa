package dev.skep.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shells that say what a guest would. */
class BootTest {
    private static final Boot.Patience LONG = new Boot.Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));
    private static final Boot.Patience SHORT = new Boot.Patience(Duration.ofSeconds(20), Duration.ofMillis(200));
    private static final Map<Integer, GuestCommand> COMMANDS =
            Map.of(0, new GuestCommand("zero", List.of("true"), Duration.ofSeconds(1)));

    private static Boot listen(String script, Boot.Patience patience) throws IOException, InterruptedException {
        Judge.require("sh");
        Process process = new ProcessBuilder("sh", "-c", script).start();
        Boot boot = Boot.listenTo(process, COMMANDS, patience);
        assertThat(process.isAlive()).isFalse();
        return boot;
    }

    @Test
    void endsAGuestThatIsDone() throws Exception {
        Boot boot = listen(
                "echo 'skep begin 0'; echo 'skep end 0 5'; echo console >&2; echo skep done; exec sleep 99", LONG);

        assertThat(boot.silent()).isFalse();
        assertThat(boot.console()).isEqualTo("console\n");
        assertThat(boot.transcript().results()).hasSize(1);
    }

    @Test
    void knowsWhatRanWhenTheEmulatorWasKilled() throws Exception {
        Boot boot = listen("echo skep up x; echo skep begin 0; kill -9 $$", LONG);

        assertThat(boot.silent()).isFalse();
        assertThat(boot.transcript().running()).hasValue(0);
    }

    @Test
    void endsAGuestThatSaysNothingMore() throws Exception {
        Boot boot = listen("echo skep up x; echo skep begin 0; exec sleep 99", SHORT);

        assertThat(boot.silent()).isTrue();
        assertThat(boot.transcript().running()).hasValue(0);
    }

    @Test
    void endsAGuestThatSaysNothingNew() throws Exception {
        Boot boot = listen("echo skep up x; echo skep begin 0; exec yes noise", SHORT);

        assertThat(boot.silent()).isTrue();
        assertThat(boot.transcript().running()).hasValue(0);
    }

    @Test
    void findsTheLineThatSaysWhy() {
        String oops = """
                [    1.234567] all is well
                [    2.345678] BUG: kernel NULL pointer dereference, address: 0000000000000000
                [    2.345679] #PF: supervisor read access in kernel mode
                [    2.400000] Kernel panic - not syncing: Fatal exception
                [    2.400001] Rebooting in 1 seconds..
                """;

        assertThat(Console.decisiveLine(oops, "ended"))
                .isEqualTo("BUG: kernel NULL pointer dereference, address: 0000000000000000");
        assertThat(Console.decisiveLine("[ 1.0] Kernel panic - not syncing: x\n[ 1.1] later\n", "ended"))
                .isEqualTo("Kernel panic - not syncing: x");
        assertThat(Console.decisiveLine("[    1.234567] all is well\n\n", "ended"))
                .isEqualTo("ended: all is well");
        assertThat(Console.decisiveLine("", "ended")).isEqualTo("ended");
    }
}
