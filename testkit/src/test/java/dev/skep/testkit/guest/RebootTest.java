package dev.skep.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.guest.GuestResult.Finished;
import dev.skep.testkit.guest.GuestResult.KernelDied;
import dev.skep.testkit.guest.GuestResult.NotRun;
import dev.skep.testkit.guest.GuestResult.TimedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shells instead of emulators: one script for each boot, the last one again and again. */
class RebootTest {
    private static final GuestCommand COMMAND = new GuestCommand("c", List.of("true"), Duration.ofSeconds(1));
    private static final Boot.Patience PATIENCE = new Boot.Patience(Duration.ofSeconds(20), Duration.ofMillis(500));

    @TempDir
    Path folder;

    private final List<Path> archives = new ArrayList<>();

    @BeforeEach
    void needsAShell() {
        Judge.require("sh");
    }

    private GuestRun run(int commands, String... scripts) throws IOException {
        Path modules = Files.createDirectories(folder.resolve("modules"));
        Path busybox = Files.writeString(folder.resolve("busybox"), "busybox");
        Machine machine = (kernel, archive) -> {
            String script = scripts[Math.min(archives.size(), scripts.length - 1)];
            archives.add(archive);
            assertThat(archive).isNotEmptyFile();
            return new ProcessBuilder("sh", "-c", script).start();
        };
        Guest guest = new Guest(new KernelImage("1.2.3", busybox, modules), machine, busybox, PATIENCE);
        GuestRun run = guest.run(new GuestFiles(), Collections.nCopies(commands, COMMAND));
        assertThat(archives).allSatisfy(archive -> assertThat(archive).doesNotExist());
        return run;
    }

    @Test
    void oneBootServesAll() throws IOException {
        GuestRun run =
                run(2, "echo skep begin 0; echo skep end 0 4; echo skep begin 1; echo skep end 1 5; echo skep done");

        assertThat(run.kernelRelease()).isEqualTo("1.2.3");
        assertThat(run.results())
                .extracting(result -> ((Finished) result).exit())
                .containsExactly(4, 5);
        assertThat(archives).hasSize(1);
    }

    @Test
    void theOthersRunInAnotherBoot() throws IOException {
        GuestRun run = run(
                3,
                "echo skep begin 0; echo skep end 0 4; echo skep begin 1; echo 'Kernel panic - not syncing: x' >&2",
                "echo again >&2; echo skep begin 2; echo skep end 2 6; echo skep done");

        assertThat(((Finished) run.results().get(0)).exit()).isEqualTo(4);
        assertThat(run.results().get(1)).isEqualTo(new KernelDied("Kernel panic - not syncing: x"));
        assertThat(((Finished) run.results().get(2)).exit()).isEqualTo(6);
        assertThat(run.console()).isEqualTo("Kernel panic - not syncing: x\nagain\n");
    }

    @Test
    void aHangCountsAsBeyondTheLimit() throws IOException {
        GuestRun run =
                run(2, "echo skep begin 0; exec sleep 99", "echo skep begin 1; echo skep end 1 0; echo skep done");

        assertThat(run.results().get(0)).isInstanceOf(TimedOut.class);
        assertThat(run.results().get(1)).isInstanceOf(Finished.class);
    }

    @Test
    void aKilledEmulatorIsNoPanic() throws IOException {
        GuestRun run = run(1, "echo booting >&2; echo skep begin 0; kill -9 $$");

        assertThat(run.results()).containsExactly(new KernelDied("the emulator ended: booting"));
    }

    @Test
    void aBootWithoutNewsIsTheLast() throws IOException {
        GuestRun run = run(3, "echo skep begin 0", "echo no room >&2");

        assertThat(run.results().subList(1, 3))
                .allSatisfy(result -> assertThat(result).isEqualTo(new NotRun("the kernel did not start: no room")));
        assertThat(archives).hasSize(2);
    }

    @Test
    void givesUpOnAKernelThatDiesAllTheTime() throws IOException {
        GuestRun run = run(
                10,
                "echo skep begin 0",
                "echo skep begin 1",
                "echo skep begin 2",
                "echo skep begin 3",
                "echo skep begin 4",
                "echo skep begin 5",
                "echo skep begin 6",
                "echo skep begin 7");

        assertThat(archives).hasSize(8);
        assertThat(run.results().get(7)).isInstanceOf(KernelDied.class);
        assertThat(run.results().get(8)).isEqualTo(new NotRun("the kernel died 8 times before"));
    }

    @Test
    void resultsOfNoCommandDoNotCount() throws IOException {
        GuestRun run =
                run(1, "echo skep begin 7; echo skep end 7 0; echo skep begin 0; echo skep end 0 0; echo skep done");

        assertThat(run.results()).hasSize(1);
    }
}
