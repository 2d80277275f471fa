package dev.skep.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Missing;
import dev.skep.testkit.guest.GuestResult.Finished;
import dev.skep.testkit.packages.PackageCache;
import dev.skep.testkit.packages.PackageUnavailable;
import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@WithAll
class EveryKernelTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource
    void loadsAndAttachesPrograms(GuestKernel kernel) throws IOException {
        Guest guest = Guest.require(kernel);
        GuestFiles files = new GuestFiles();
        List<String> bpftool = files.addProgram("bpftool", newest("bpftool"), "/usr/sbin/bpftool");
        List<String> tc = files.addProgram("tc", newest("iproute2"), "/sbin/tc");
        List<GuestCommand> commands = new ArrayList<>();
        commands.add(command(
                bpftool,
                "map",
                "create",
                "/sys/fs/bpf/m",
                "type",
                "array",
                "key",
                "4",
                "value",
                "8",
                "entries",
                "1",
                "name",
                "m"));
        commands.add(command(bpftool, "map", "show", "pinned", "/sys/fs/bpf/m"));
        commands.add(command(tc, "qdisc", "add", "dev", "lo", "clsact"));
        commands.add(command(List.of("sh", "-c"), "cat /sys/kernel/security/lsm; test -s /sys/kernel/btf/vmlinux"));

        GuestRun run = guest.run(files, commands);

        assertThat(run.kernelRelease()).startsWith(kernel == GuestKernel.NEWEST ? "" : kernel.label() + ".");
        for (GuestResult result : run.results()) {
            assertThat(result).as(run.console()).isInstanceOf(Finished.class);
            Finished finished = (Finished) result;
            assertThat(finished.exit())
                    .as(finished.outText() + finished.errText())
                    .isZero();
        }
        assertThat(((Finished) run.results().get(1)).outText()).contains("array  name m");
        assertThat(((Finished) run.results().get(3)).outText()).containsPattern("\\bbpf\\b");
    }

    @Test
    void theNewestHasSchedulersAndHidDevices() {
        String script = "ls -d /sys/kernel/sched_ext; ls /sys/module | grep -x hid; ls /dev/uhid";
        GuestRun run =
                Guest.require(GuestKernel.NEWEST).run(new GuestFiles(), List.of(command(List.of("sh", "-c"), script)));

        assertThat(((Finished) run.results().get(0)).outText())
                .as(run.console())
                .isEqualTo("/sys/kernel/sched_ext\nhid\n/dev/uhid\n");
    }

    @Test
    void twoRunAtTheSameTime() {
        List<CompletableFuture<GuestRun>> runs = Stream.of(GuestKernel.V5_10, GuestKernel.V5_10)
                .map(Guest::require)
                .map(guest -> CompletableFuture.supplyAsync(
                        () -> guest.run(new GuestFiles(), List.of(command(List.of("uname"), "-r"))),
                        task -> new Thread(task).start()))
                .collect(Collectors.toList());

        for (CompletableFuture<GuestRun> run : runs) {
            assertThat(((Finished) run.join().results().get(0)).outText())
                    .isEqualTo(run.join().kernelRelease() + "\n");
        }
    }

    private static Path newest(String name) {
        try {
            return PackageCache.ofUser().unpackedWithDependencies(Suite.SID, Set.of(name));
        } catch (PackageUnavailable e) {
            throw Missing.judge("no package " + name + ": " + e.getMessage());
        }
    }

    private static GuestCommand command(List<String> program, String... arguments) {
        List<String> argv = new ArrayList<>(program);
        argv.addAll(List.of(arguments));
        return new GuestCommand(String.join(" ", arguments), argv, LIMIT);
    }
}
