package dev.skep.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.guest.GuestResult.Finished;
import dev.skep.testkit.guest.GuestResult.TimedOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One boot; {@link GuestsInTroubleTest} and {@link EveryKernelTest} have more. */
@WithAll
class GuestTest {
    private final List<GuestCommand> commands = new ArrayList<>();

    private GuestCommand shell(String script) {
        return new GuestCommand(script, List.of("sh", "-c", script), Duration.ofSeconds(20));
    }

    @Test
    void runsCommandsOneAfterTheOther() throws IOException {
        Guest guest = Guest.require(GuestKernel.V6_1);
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        GuestFiles files = new GuestFiles().add("/data/noise", noise);
        List<String> program = new ArrayList<>(files.addProgram("host-shell", Path.of("/"), "/bin/sh"));
        program.addAll(List.of("-c", "echo \"$0\"", "it's \"ü\" $HOME"));
        commands.add(shell("echo out; echo err >&2; exit 3"));
        commands.add(new GuestCommand("program", program, Duration.ofSeconds(20)));
        commands.add(new GuestCommand("noise", List.of("cat", "/data/noise"), Duration.ofSeconds(20)));
        commands.add(new GuestCommand("nosuch", List.of("/nosuch"), Duration.ofSeconds(20)));
        commands.add(shell("kill -SEGV $$"));
        commands.add(shell("setsid sleep 1000 & echo $! >pid"));
        commands.add(shell("kill -0 $(cat pid)"));
        commands.add(new GuestCommand("late", List.of("sh", "-c", "echo early; sleep 1000"), Duration.ofSeconds(1)));
        commands.add(
                shell("uname -r; cat /sys/kernel/security/lsm; ls -d /sys/module/cls_bpf /sys/kernel/btf/vmlinux"));

        GuestRun run = guest.run(files, commands);

        assertThat(run.results()).as(run.console()).hasSize(commands.size());
        assertFinished(run, 0, 3, "out\n", "err\n");
        assertFinished(run, 1, 0, "it's \"ü\" $HOME\n", "");
        assertThat(((Finished) run.results().get(2)).out()).isEqualTo(noise);
        assertThat(((Finished) run.results().get(3)).exit()).isEqualTo(127);
        assertThat(((Finished) run.results().get(4)).exit()).isEqualTo(128 + 11);
        assertFinished(run, 5, 0, "", "");
        assertThat(((Finished) run.results().get(6)).exit())
                .as("what a command leaves is ended")
                .isNotZero();
        assertThat(run.results().get(7)).isInstanceOf(TimedOut.class);
        assertThat(new String(((TimedOut) run.results().get(7)).out(), StandardCharsets.UTF_8))
                .isEqualTo("early\n");
        assertThat(((Finished) run.results().get(8)).outText())
                .startsWith(run.kernelRelease() + "\n")
                .containsPattern("\\bbpf\\b")
                .endsWith("/sys/kernel/btf/vmlinux\n/sys/module/cls_bpf\n");
    }

    private static void assertFinished(GuestRun run, int index, int exit, String out, String err) {
        assertThat(run.results().get(index)).as(run.console()).isInstanceOf(Finished.class);
        Finished finished = (Finished) run.results().get(index);
        assertThat(finished.errText()).isEqualTo(err);
        assertThat(finished.outText()).isEqualTo(out);
        assertThat(finished.exit()).isEqualTo(exit);
    }
}
