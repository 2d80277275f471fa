package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Structs of the kernel as parameters of functions of their own, of this class and of another one. */
class KernelStructsInFunctionsTest {
    private static final String LIBRARY = """
            package tools;

            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            @KernelTypes
            final class Library {
                @Struct
                static final class Facts {
                    int tgid;
                    int parent;
                    int uid;
                    boolean noUserSpace;
                }

                @Subprogram
                static int tell(Facts facts, task_struct task) {
                    facts.tgid = task.tgid;
                    facts.parent = task.real_parent.tgid;
                    facts.uid = task.cred.uid.val;
                    facts.noUserSpace = task.mm == null;
                    return letterOf(task, 0);
                }

                @Subprogram
                static int letterOf(task_struct task, int index) {
                    return task.comm[index & 15];
                }

                @Subprogram
                static int isSame(cred owner, @Unsigned long runtime, sched_entity entity) {
                    return owner.uid.val == 0 && entity.sum_exec_runtime == runtime ? 1 : 0;
                }
            }
            """;

    private static final String PROGRAM = """
            package tools;

            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.11")
            @KernelTypes
            final class Tool {
                static final Library.Facts facts = new Library.Facts();
                static int letter;
                static int same;

                @RawTracepoint("sched_switch")
                static int probed(RawTracepointContext context) {
                    var task = Kernel.currentTask(task_struct.class);
                    letter = Library.tell(facts, task);
                    same = Library.isSame(task.cred, task.se.sum_exec_runtime, task.se);
                    return 1;
                }

                @RawTracepoint("sched_wakeup")
                static int trusted(RawTracepointContext context) {
                    var task = Kernel.currentTaskBtf(task_struct.class);
                    letter = Library.tell(facts, task);
                    same = Library.isSame(task.cred, task.se.sum_exec_runtime, task.se);
                    return 1;
                }

                @RawTracepoint("sched_process_exec")
                static int own(RawTracepointContext context) {
                    letter = second(Kernel.currentTaskBtf(task_struct.class).group_leader);
                    return 1;
                }

                @Subprogram
                private static int second(task_struct task) {
                    return Library.letterOf(task, 1);
                }
            }
            """;

    @Test
    void theyAreReadThere() throws IOException {
        Kernel.require();
        var build = Build.of("tools.Tool", PROGRAM, "tools.Library", LIBRARY);
        var self = ProcessHandle.current();
        var comm = Files.readString(Path.of("/proc/thread-self/comm"));
        try (var loaded = Kernel.load(build.objectOrFail("tools.Tool"))) {
            for (var program : List.of("probed", "trusted")) {
                assertThat(loaded.program(program).runContext(new byte[24]).returnValue())
                        .isOne();
                var facts = ByteBuffer.wrap(loaded.global("facts").bytes()).order(ByteOrder.nativeOrder());
                assertThat(facts.getInt()).isEqualTo((int) self.pid());
                assertThat(facts.getInt())
                        .isEqualTo((int) self.parent().orElseThrow().pid());
                assertThat(facts.getInt()).as("root loads programs").isZero();
                assertThat(facts.get()).isZero();
                assertThat(loaded.global("letter").number()).isEqualTo(comm.charAt(0));
                assertThat(loaded.global("same").number()).isOne();
            }
            loaded.program("own").runContext(new byte[24]);
            var process = Files.readString(Path.of("/proc/self/comm"));
            assertThat(loaded.global("letter").number()).isEqualTo(process.charAt(1));
        }
    }
}
