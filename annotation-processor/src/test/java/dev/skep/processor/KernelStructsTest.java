package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of the kernel's own structs, which lie nowhere near where the classes have them. */
class KernelStructsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.11")
            final class Reads {
                @KernelType("task_struct")
                static final class Task {
                    Task realParent;
                    int tgid;
                    Signal signal;
                    @Length(16) byte[] comm;
                }

                @KernelType("signal_struct")
                static final class Signal {
                    int nrThreads;
                }

                @KernelType("trace_event_raw_sys_enter")
                static final class SysEnter {
                    long id;
                    @Length(6) @Unsigned long[] args;
                }

                static int tgid;
                static int parent;
                static int threads;
                static int letter;
                static boolean orphan;
                static int root = 1;

                @RawTracepoint("sched_switch")
                static int probed(RawTracepointContext context) {
                    var task = Kernel.currentTask(Task.class);
                    tgid = task.tgid;
                    parent = task.realParent.tgid;
                    threads = task.signal.nrThreads;
                    letter = task.comm[1];
                    orphan = task.realParent == null;
                    Task ancestor = task;
                    for (int i = 0; i < 40 && ancestor.tgid != 0; i++) ancestor = ancestor.realParent;
                    root = ancestor.tgid;
                    return 1;
                }

                @RawTracepoint("sched_wakeup")
                static int loaded(RawTracepointContext context) {
                    var task = Kernel.currentTaskBtf(Task.class);
                    tgid = task.tgid;
                    parent = task.realParent.tgid;
                    threads = task.signal.nrThreads;
                    letter = task.comm[1];
                    orphan = task.realParent == null;
                    var ancestor = task.realParent;
                    for (int i = 0; i < 40 && ancestor.tgid != 0; i++) ancestor = ancestor.realParent;
                    root = ancestor.tgid;
                    return 2;
                }

                @RawTracepoint("sched_process_exec")
                static int argument(RawTracepointContext context) {
                    if (context.arg(1) == 0) return 0;
                    return context.arg(0, Task.class).tgid;
                }

                @Tracepoint("syscalls/sys_enter_execve")
                static int described(SysEnter context) {
                    return (int) context.args[1] + (int) context.id;
                }
            }
            """;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    /** Each of these was refused or not to be compiled: the array, the struct of which nothing is read, and what is trusted at first only. */
    @ParameterizedTest
    @ValueSource(strings = {"probed", "loaded"})
    void arraysAreCopiedAndParentsFollowed(String program) throws IOException {
        var source = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.11")
            final class Copies {
                @KernelType("task_struct")
                static final class Task {
                    int tgid;
                    Task realParent;
                    @Length(16) @Unsigned byte[] comm;
                    @Embedded Head tasks;
                }

                @KernelType("list_head") static final class Head {}

                @Struct static final class Name { @Length(18) byte[] text; }

                static final BpfStackTrace traces = BpfStackTrace.of(16);
                static final Name name = new Name();
                static int ancestors, last, letter;
                static long address;

                @RawTracepoint("sched_switch")
                static int probed(RawTracepointContext context) {
                    return read(context, Kernel.currentTask(Task.class));
                }

                @RawTracepoint("sched_wakeup")
                static int loaded(RawTracepointContext context) {
                    return read(context, Kernel.currentTaskBtf(Task.class));
                }

                private static int read(Object context, Task start) {
                    System.arraycopy(start.comm, 0, name.text, 2, 16);
                    address = Core.addressOf(start.tasks) - Ptr.to(start).address();
                    var copy = new byte[16];
                    long length = Kernel.probeReadKernelStr(copy, Core.addressOf(start.comm));
                    if (length > 1) letter = copy[(int) length - 2];
                    var task = start;
                    int steps = 0;
                    while (task.tgid > 1 && steps < 40) {
                        task = task.realParent;
                        steps++;
                    }
                    ancestors = steps;
                    last = task.tgid;
                    return stack(context);
                }

                private static int stack(Object context) {
                    return traces.stackid(context, 0) == 0 ? 2 : 1;
                }
            }
            """;
        try (LoadedObject loaded = Kernel.load(Build.of("Copies", source).objectOrFail("Copies"))) {
            assertThat(loaded.program(program).runContext(new byte[24]).returnValue())
                    .isPositive();
            var name = new String(loaded.global("name").bytes(), StandardCharsets.UTF_8);
            var comm = Files.readString(Path.of("/proc/thread-self/comm")).strip();
            assertThat(name.substring(2, name.indexOf('\0', 2))).isEqualTo(comm);
            assertThat(loaded.global("letter").number()).isEqualTo(comm.charAt(comm.length() - 1));
            assertThat(loaded.global("address").number()).isBetween(8L, 100_000L);
            var parents = Stream.iterate(
                            ProcessHandle.current(), process -> process.pid() > 1, process -> process.parent()
                                    .orElseThrow())
                    .count();
            assertThat(loaded.global("ancestors").number()).isEqualTo(parents);
            assertThat(loaded.global("last").number()).isOne();
        }
    }

    @Test
    void membersAreReadThroughPointersThatTheVerifierDoesNotTrust() {
        reads("probed");
    }

    @Test
    void membersAreReadThroughPointersThatTheVerifierKnows() {
        reads("loaded");
    }

    private static void reads(String program) {
        try (LoadedObject loaded = Kernel.load(Build.of("Reads", SOURCE).objectOrFail("Reads"))) {
            loaded.program(program).runContext(new byte[24]);
            var self = ProcessHandle.current();
            assertThat(loaded.global("tgid").number()).isEqualTo(self.pid());
            assertThat(loaded.global("parent").number())
                    .isEqualTo(self.parent().orElseThrow().pid());
            assertThat(loaded.global("threads").number()).isGreaterThan(1);
            assertThat(loaded.global("letter").number()).isBetween(33L, 126L);
            assertThat(loaded.global("orphan").number()).isZero();
            assertThat(loaded.global("root").number()).as("the ancestor of all").isZero();
        }
    }

    @Test
    void whatCannotBeReadIsZero() {
        try (LoadedObject loaded = Kernel.load(Build.of("Reads", SOURCE).objectOrFail("Reads"))) {
            var context = new byte[24];
            assertThat(loaded.program("argument").runContext(context).returnValue())
                    .isZero();
            context[0] = 8; // no address of the kernel
            context[8] = 1;
            assertThat(loaded.program("argument").runContext(context).returnValue())
                    .isZero();
        }
    }
}
