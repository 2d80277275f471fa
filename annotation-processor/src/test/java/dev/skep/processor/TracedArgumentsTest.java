package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs whose parameters are the arguments of what they trace, with the types that the kernel's BTF gives them. */
class TracedArgumentsTest {
    private static final String TYPES = """
            import dev.skep.lang.*;

            @KernelType("task_struct")
            final class Task {
                int pid;
                int tgid;
                Task realParent;
                @Length(16) byte[] comm;
            }

            @KernelType("seq_file")
            final class SeqFile {
                long count;
            }

            @KernelType("bpf_iter_meta")
            final class IterMeta {
                SeqFile seq;
                @Unsigned long seqNum;
            }

            @Bpf(license = "GPL", minKernel = "6.1")
            final class Traces {
            """;

    private static byte[] object(String programs) {
        return Build.of("Traces", TYPES + programs + "}\n").objectOrFail("Traces");
    }

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void theVerifierKnowsTheArgumentsOfATracepoint() {
        var object = object("""
                static int last; static long switches; static @Unsigned int state;

                @BtfTracepoint("sched_switch")
                static int onSwitch(boolean preempt, Task previous, Task next, @Unsigned int previousState) {
                    if (preempt) return 0;
                    last = previous.realParent.tgid + next.pid;
                    state = previousState;
                    switches++;
                    return 0;
                }
                """);
        try (LoadedObject loaded = Kernel.load(object)) {
            assertThat(loaded.programs()).containsExactly("onSwitch");
        }
    }

    @Test
    void anIteratorWritesALineForEachTask(@TempDir Path folder) throws IOException {
        var object = object("""
                static final byte[] SPACES = {' '};

                @Iter("task")
                static int dump(IterMeta meta, Task task) {
                    if (task == null) return 0;
                    Kernel.seqPrintf(meta.seq, "%lu", meta.seqNum);
                    Kernel.seqWrite(meta.seq, SPACES);
                    Kernel.seqPrintf(meta.seq, "%d\\n", task.tgid);
                    return 0;
                }
                """);
        var file = Files.write(folder.resolve("iter.o"), object);
        try (var pins = BpfFs.mount()) {
            var pin = pins.folder().resolve("tasks");
            Judge.require("bpftool")
                    .run("iter", "pin", file.toString(), pin.toString())
                    .orFail();
            var lines = Files.readAllLines(pin);
            assertThat(lines.get(0)).startsWith("0 ");
            assertThat(lines)
                    .anyMatch(
                            line -> line.endsWith(" " + ProcessHandle.current().pid()));
        }
    }

    @Test
    void textOfTheKernelIsPrintedWhereItLies(@TempDir Path folder) throws IOException {
        var object = object("""
                @Iter("task")
                static int dump(IterMeta meta, Task task) {
                    if (task == null) return 0;
                    Kernel.seqPrintf(meta.seq, "%d:%s:%s\\n", task.pid, task.comm, task.realParent.comm);
                    return 0;
                }
                """);
        var file = Files.write(folder.resolve("iter.o"), object);
        var self = ProcessHandle.current();
        try (var pins = BpfFs.mount()) {
            var pin = pins.folder().resolve("tasks");
            Judge.require("bpftool")
                    .run("iter", "pin", file.toString(), pin.toString())
                    .orFail();
            assertThat(Files.readAllLines(pin))
                    .contains(self.pid() + ":" + comm(self.pid()) + ":"
                            + comm(self.parent().orElseThrow().pid()));
        }
    }

    private static String comm(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/comm")).strip();
    }
}
