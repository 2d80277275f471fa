package dev.skep.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Missing;
import dev.skep.testkit.guest.GuestResult.Finished;
import dev.skep.testkit.packages.PackageCache;
import dev.skep.testkit.packages.PackageUnavailable;
import dev.skep.testkit.packages.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

    private static final String PROGRAMS = """
            #define SEC(name) __attribute__((section(name), used))
            char LICENSE[] SEC("license") = "GPL";
            SEC("fentry/bpf_fentry_test1") int entry(void *context) { return 0; }
            SEC("lsm/file_open") int open(void *context) { return 0; }
            SEC("kprobe/bpf_fentry_test1") int probe(void *context) { return 0; }
            """;

    @ParameterizedTest
    @EnumSource
    void runsToolsOfTheNewestRelease(GuestKernel kernel) throws IOException {
        Guest guest = Guest.require(kernel);
        GuestFiles files = new GuestFiles();
        String bpftool = String.join(" ", files.addProgram("bpftool", newest("bpftool"), "/usr/sbin/bpftool"));
        String tc = String.join(" ", files.addProgram("tc", newest("iproute2"), "/sbin/tc"));

        GuestRun run = guest.run(
                files,
                List.of(
                        shell(bpftool + " map create /sys/fs/bpf/m type array key 4 value 8 entries 1 name m"),
                        shell(bpftool + " map show pinned /sys/fs/bpf/m"),
                        shell(tc + " qdisc add dev lo clsact && " + tc + " qdisc show dev lo"),
                        shell("cat /sys/kernel/security/lsm; test -s /sys/kernel/btf/vmlinux")));

        assertThat(run.kernelRelease()).startsWith(kernel == GuestKernel.NEWEST ? "" : kernel.label() + ".");
        assertThat(text(run, 0)).isEmpty();
        assertThat(text(run, 1)).contains("array  name m");
        assertThat(text(run, 2)).contains("clsact");
        assertThat(text(run, 3)).containsPattern("\\bbpf\\b");
    }

    @ParameterizedTest
    @EnumSource
    void loadsAndAttachesWhereTracingAndSecurityNeedIt(GuestKernel kernel) throws IOException {
        Guest guest = Guest.require(kernel);
        List<String> clang = List.of("-target", "bpf", "-O2", "-g", "-c", "-x", "c", "-", "-o", "-");
        byte[] object = Judge.require("clang-19").run(clang, PROGRAMS).orFail().bytes();
        GuestFiles files = new GuestFiles().add("/programs.o", object);
        String bpftool = String.join(" ", files.addProgram("bpftool", newest("bpftool"), "/usr/sbin/bpftool"));
        String load = bpftool + " prog loadall /programs.o /sys/fs/bpf/";

        GuestRun run = guest.run(
                files,
                List.of(
                        shell(load + "loaded && " + bpftool + " prog show"),
                        shell(load + "attached autoattach && " + bpftool + " link show")));

        assertThat(text(run, 0)).contains("tracing  name entry", "lsm  name open", "kprobe  name probe");
        if (kernel != GuestKernel.V5_10) { // which cannot pin the link of a kprobe
            assertThat(text(run, 1)).contains("attach_type trace_fentry", "attach_type lsm_mac", "perf_event");
        }
    }

    private static String text(GuestRun run, int index) {
        assertThat(run.results().get(index)).as(run.console()).isInstanceOf(Finished.class);
        Finished finished = (Finished) run.results().get(index);
        assertThat(finished.exit()).as(finished.outText() + finished.errText()).isZero();
        return finished.outText();
    }

    @Test
    void theNewestHasSchedulersAndHidDevices() {
        String script = "ls -d /sys/kernel/sched_ext; ls /sys/module | grep -x hid; ls /dev/uhid";
        GuestRun run = Guest.require(GuestKernel.NEWEST).run(new GuestFiles(), List.of(shell(script)));

        assertThat(text(run, 0)).isEqualTo("/sys/kernel/sched_ext\nhid\n/dev/uhid\n");
    }

    @Test
    void twoRunAtTheSameTime() {
        List<CompletableFuture<GuestRun>> runs = Stream.of(GuestKernel.V5_10, GuestKernel.V5_10)
                .map(Guest::require)
                .map(guest -> CompletableFuture.supplyAsync(
                        () -> guest.run(new GuestFiles(), List.of(shell("uname -r"))),
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

    private static GuestCommand shell(String script) {
        return new GuestCommand(script, List.of("sh", "-c", script), LIMIT);
    }
}
