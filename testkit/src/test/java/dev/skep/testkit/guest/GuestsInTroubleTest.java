package dev.skep.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.guest.GuestResult.Finished;
import dev.skep.testkit.guest.GuestResult.KernelDied;
import dev.skep.testkit.guest.GuestResult.NotRun;
import dev.skep.testkit.guest.GuestResult.TimedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithAll
class GuestsInTroubleTest {
    private static final GuestCommand GOOD = shell("echo good");

    private final Guest guest = Guest.require(GuestKernel.V5_10);
    private List<Path> before = List.of();

    private static GuestCommand shell(String script) {
        return new GuestCommand(script, List.of("sh", "-c", script), Duration.ofSeconds(5));
    }

    @BeforeEach
    void remember() throws IOException {
        before = archives();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(archives()).isEqualTo(before);
        assertThat(emulator()).isEmpty();
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(Guest.ARCHIVE))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static Optional<ProcessHandle> emulator() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("qemu-system"))
                .findFirst();
    }

    private static void assertGood(GuestRun run, int... indices) {
        for (int index : indices) {
            assertThat(run.results().get(index)).as(run.console()).isInstanceOf(Finished.class);
            assertThat(((Finished) run.results().get(index)).outText()).isEqualTo("good\n");
        }
    }

    @Test
    void aPanicTakesOneCommandWithIt() {
        GuestRun run = guest.run(new GuestFiles(), List.of(GOOD, shell("echo c >/proc/sysrq-trigger"), GOOD));

        assertThat(run.results().get(1)).isEqualTo(new KernelDied("Kernel panic - not syncing: sysrq triggered crash"));
        assertGood(run, 0, 2);
    }

    @Test
    void aGuestThatHangsTakesOneCommandWithIt() {
        Guest impatient = guest.with(new Boot.Patience(Duration.ofMinutes(2), Duration.ofSeconds(3)));
        String freezeTheFirstProcess =
                "cd /sys/fs/cgroup; mkdir ice; echo 1 >ice/cgroup.procs; echo 1 >ice/cgroup.freeze; sleep 1000";

        GuestRun run = impatient.run(new GuestFiles(), List.of(GOOD, shell(freezeTheFirstProcess), GOOD));

        assertThat(run.results().get(1)).as(run.console()).isInstanceOf(TimedOut.class);
        assertGood(run, 0, 2);
    }

    @Test
    void mayLoseItsEmulator() throws InterruptedException {
        var run = CompletableFuture.supplyAsync(
                () -> guest.run(new GuestFiles(), List.of(GOOD, shell("sleep 4"), GOOD)),
                task -> new Thread(task).start());
        Optional<ProcessHandle> emulator = emulator();
        while (emulator.isEmpty()) {
            emulator = emulator();
        }
        emulator.get().destroyForcibly();

        assertThat(run.join().results()).hasSize(3);
        assertThat(run.join().results()).allMatch(result -> result instanceof NotRun);
    }

    @Test
    void aCommandMayWriteIntoTheReport() {
        GuestRun run = guest.run(
                new GuestFiles(),
                List.of(GOOD, shell("cat /dev/urandom | head -c 100000 >/dev/ttyS1; echo good"), GOOD));

        assertGood(run, 0, 1, 2);
    }

    @Test
    void writingWithoutEndFillsItsOwnDiskOnly() {
        GuestRun run = guest.run(new GuestFiles(), List.of(shell("cat /dev/zero"), GOOD));

        assertThat(((Finished) run.results().get(0)).errText()).contains("No space left");
        assertGood(run, 1);
    }

    @Test
    void saysWhyAKernelDoesNotStart(@TempDir Path folder) throws IOException {
        Path image = Files.writeString(folder.resolve("vmlinuz"), "not a kernel");

        GuestRun run = guest.with(image).run(new GuestFiles(), List.of(GOOD, GOOD));

        assertThat(run.results()).hasSize(2).allSatisfy(result -> assertThat(((NotRun) result).reason())
                .startsWith("the kernel did not start: "));
    }

    @Test
    void saysWhichFileCannotBeGiven() {
        GuestRun run = guest.run(new GuestFiles().add("/x", Path.of("/no/such/file")), List.of(GOOD));

        assertThat(((NotRun) run.results().get(0)).reason())
                .startsWith("cannot start the guest: ")
                .contains("/no/such/file");
    }
}
