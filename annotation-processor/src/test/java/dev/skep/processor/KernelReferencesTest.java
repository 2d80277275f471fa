package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** References to objects of the kernel, acquired and released by programs that run. */
class KernelReferencesTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @KernelType("task_struct")
            final class Task {
                int pid;
                int tgid;
                @Length(16) byte[] comm;
                Task realParent;
            }

            @Bpf(license = "GPL", minKernel = "6.17")
            final class Held {
                @Struct
                static final class Question {
                    int pid;
                    int answer;
                    @Length(16) byte[] comm;
                }

                @Syscall
                static int commOf(Question question) {
                    try (var held = Kfuncs.taskFromPid(question.pid, Task.class)) {
                        if (held == null) return 1;
                        var task = held.value();
                        question.answer = task.tgid;
                        question.comm[0] = task.comm[0];
            question.comm[3] = task.comm[3];
                    }
                    return 0;
                }

                static int parent(Task task) {
                    try (var again = Kfuncs.taskAcquire(task)) {
                        if (again == null) return -1;
                        return again.value().realParent.tgid;
                    }
                }

                @Syscall
                static int parentOf(Question question) {
                    for (int i = 0; i < 2; i++) {
                        try (var held = Kfuncs.taskFromPid(question.pid, Task.class)) {
                            if (held == null) break;
                            if (i == 0) continue;
                            question.answer = parent(held.value());
                            if (question.answer > 0) return 0;
                        }
                    }
                    return 1;
                }

                @Syscall
                static int releasedEarly(Question question) {
                    try (var held = Kfuncs.taskFromPid(question.pid, Task.class)) {
                        if (held == null) return 1;
                        var pid = held.value().pid;
                        if (question.answer == 0) held.close();
                        question.answer = pid;
                        if (held != null) question.answer = -held.value().pid;
                    }
                    return 0;
                }

                @Syscall
                static int masks(Question question) {
                    try (var one = BpfCpumask.create(); var other = BpfCpumask.create()) {
                        if (one == null || other == null) return 1;
                        var mask = one.value();
                        BpfCpumask.setCpu(0, mask);
                        BpfCpumask.setCpu(1, mask);
                        BpfCpumask.setCpu(1, other.value());
                        BpfCpumask.clearCpu(0, mask);
                        if (BpfCpumask.testCpu(0, mask) || !BpfCpumask.testCpu(1, mask)) return 2;
                        if (!BpfCpumask.equal(mask, other.value())) return 3;
                        if (BpfCpumask.testAndSetCpu(0, mask)) return 4;
                        question.answer = (int) (BpfCpumask.weight(mask) * 10 + BpfCpumask.first(other.value()));
                        try (var more = BpfCpumask.acquire(mask)) {
                            BpfCpumask.clear(more.value());
                            if (!BpfCpumask.empty(mask)) return 5;
                        }
                    }
                    return 0;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    private static ByteBuffer run(String program, int pid) {
        return run(program, pid, 0);
    }

    private static ByteBuffer run(String program, int pid, int answer) {
        try (LoadedObject object = Kernel.load(Build.of("Held", SOURCE).objectOrFail("Held"))) {
            var question = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
            question.putInt(pid).putInt(answer);
            var run = object.program(program).runContext(question.array());
            assertThat(run.returnValue()).isZero();
            return ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder());
        }
    }

    @Test
    void readsTheNameOfATaskThatIsFoundByItsPid() {
        var pid = (int) ProcessHandle.current().pid();
        var answer = run("commOf", pid);
        assertThat(answer.getInt(4)).isEqualTo(pid);
        assertThat((char) answer.get(8)).isEqualTo('j');
        assertThat((char) answer.get(11)).isEqualTo('a');
    }

    @Test
    void holdsOneReferenceAfterTheOther() {
        var own = ProcessHandle.current();
        assertThat(run("parentOf", (int) own.pid()).getInt(4))
                .isEqualTo((int) own.parent().orElseThrow().pid());
    }

    @Test
    void releasesEarlyWhereTheProgramSaysSo() {
        var pid = (int) ProcessHandle.current().pid();
        assertThat(run("releasedEarly", pid, 0).getInt(4)).isEqualTo(pid);
        assertThat(run("releasedEarly", pid, 1).getInt(4)).isEqualTo(-pid);
    }

    @Test
    void makesSetsOfCpus() {
        assertThat(run("masks", 0).getInt(4)).isEqualTo(21);
    }
}
