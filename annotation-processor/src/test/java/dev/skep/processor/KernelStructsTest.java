package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
