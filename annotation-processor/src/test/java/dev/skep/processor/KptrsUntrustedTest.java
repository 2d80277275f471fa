package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an object of the kernel is, one run of a program tells the next one, which reads it there. */
class KptrsUntrustedTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;
            @KernelType("task_struct")
            final class Task { int pid; int tgid; Task realParent; Task groupLeader; }
            @Bpf(license = "GPL", minKernel = "5.19")
            final class Noting {
                @Struct static final class Question { int key; int answer; }
                @Struct static final class Noted { @Unsigned int number; KptrUntrusted<Task> task; KptrUntrusted<Task> parent; int last; }
                static final BpfHashMap<Integer, Noted> noted = BpfHashMap.of(8);

                @Syscall
                static int note(Question question) {
                    var value = noted.lookupOrInsert(question.key);
                    if (value == null) return 1;
                    var before = value.task.value();
                    question.answer = before == null ? 0 : before.tgid;
                    var task = Kernel.currentTaskBtf(Task.class);
                    value.task.set(task);
                    value.parent.set(task.realParent);
                    value.number++;
                    value.last = 7;
                    return 0;
                }

                @Syscall
                static int look(Question question) {
                    var value = noted.lookup(question.key);
                    if (value == null) return 1;
                    var task = value.task.value();
                    var parent = value.parent.value();
                    if (task == null || parent == null) return 2;
                    if (task.groupLeader.realParent.tgid != parent.tgid || value.last != 7) return 3;
                    Task up = parent.realParent;
                    for (int i = 0; i < 3; i++) up = up.realParent;
                    if (up.tgid < 0) return 4;
                    question.answer = task.tgid;
                    return 0;
                }

                @Syscall
                static int forget(Question question) {
                    var value = noted.lookup(question.key);
                    if (value == null) return 1;
                    value.task.set(value.parent.value());
                    value.parent.set(null);
                    var task = value.task.value();
                    if (task != null) question.answer = task.tgid;
                    return value.parent.value() == null ? 0 : 2;
                }

                @Tc
                static int read(SkBuff skb) {
                    var value = noted.lookup(1);
                    if (value == null) return 1;
                    var task = value.task.value();
                    return task == null ? 5 : task.tgid;
                }
            }
            """;

    private static final int PID = (int) ProcessHandle.current().pid();
    private static final int PARENT =
            (int) ProcessHandle.current().parent().orElseThrow().pid();

    /** Returns what the program answers, or minus what it returned. */
    private static int run(LoadedObject object, String program) {
        var question = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(1);
        var run = object.program(program).runContext(question.array());
        var answer =
                ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder()).getInt(4);
        return run.returnValue() == 0 ? answer : -run.returnValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Askep.optimize=true", "-Askep.optimize=false"})
    void oneRunReadsWhatAnotherOneFound(String option) {
        Kernel.require();
        try (var object =
                Kernel.load(Build.with(List.of(option), "Noting", SOURCE).objectOrFail("Noting"))) {
            assertThat(run(object, "look")).isEqualTo(-1);
            assertThat(run(object, "note")).isZero();
            assertThat(run(object, "note")).isEqualTo(PID);
            assertThat(run(object, "look")).isEqualTo(PID);
            assertThat(object.program("read").run(new byte[64]).returnValue()).isEqualTo(PID);
            assertThat(run(object, "forget")).isEqualTo(PARENT);
            assertThat(run(object, "look")).isEqualTo(-2);
            assertThat(object.program("read").run(new byte[64]).returnValue()).isEqualTo(PARENT);
        }
    }
}
