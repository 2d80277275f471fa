package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The area of memory that an address lies in, found for the task that runs the program. */
class FindVmaTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.17")
            final class Areas {
                @KernelType("mm_struct")
                static final class Memory {
                    @Unsigned long start_stack;
                    @Unsigned long start_code;
                }

                @KernelType("bpf_iter_meta")
                static final class Meta {
                    long seq_num;
                }

                @KernelType("task_struct")
                static final class Task {
                    int pid;
                    Memory mm;
                }

                @KernelType("vm_area_struct")
                static final class Area {
                    @Unsigned long vm_start;
                    @Unsigned long vm_end;
                    Memory vm_mm;
                }

                @Struct
                static final class Answer {
                    @Unsigned long address;
                    @Unsigned long start;
                    @Unsigned long end;
                    @Unsigned long owners;
                    int pid;
                }

                @Syscall
                static int lambda(Answer answer) {
                    var task = Kernel.currentTaskBtf(Task.class);
                    answer.address = task.mm.start_stack;
                    return Kernel.findVma(task, answer.address, Area.class, area -> {
                        answer.start = area.vm_start;
                        if (area.vm_end == 0) return;
                        answer.end = area.vm_end;
                        answer.owners = area.vm_mm.start_code;
                        answer.pid = task.pid;
                    });
                }

                static final Answer found = new Answer();

                static void keep(Area area) {
                    found.start = area.vm_start;
                    found.end = area.vm_end;
                    found.owners = area.vm_mm.start_code;
                }

                @Syscall
                static int method(Answer answer) {
                    var task = Kernel.currentTaskBtf(Task.class);
                    answer.address = task.mm.start_code;
                    int error = Kernel.findVma(task, answer.address, Area.class, Areas::keep);
                    answer.start = found.start;
                    answer.end = found.end;
                    answer.owners = found.owners;
                    answer.pid = task.pid;
                    return error;
                }

                @Syscall
                static int nowhere(Answer answer) {
                    return Kernel.findVma(Kernel.currentTaskBtf(Task.class), 1, Area.class, area -> {
                        answer.start = 1;
                    });
                }

                @Iter("task")
                static int each(Meta meta, Task task) {
                    if (task == null) return 0;
                    Kernel.findVma(task, 4096, Area.class, area -> {
                        found.start = area.vm_start;
                    });
                    return 0;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lambda", "method"})
    void isShown(String program) {
        try (var object = Kernel.load(Build.of("Areas", SOURCE).objectOrFail("Areas"))) {
            var run = object.program(program).runContext(new byte[40]);
            assertThat(run.returnValue()).isZero();
            var answer = ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder());
            assertThat(answer.getLong(0)).isBetween(answer.getLong(8), answer.getLong(16) - 1);
            assertThat(answer.getLong(24)).as("code of the same memory").isPositive();
            assertThat(answer.getInt(32)).isPositive();
        }
    }

    @Test
    void isNotThere() {
        try (var object = Kernel.load(Build.of("Areas", SOURCE).objectOrFail("Areas"))) {
            var run = object.program("nowhere").runContext(new byte[40]);
            assertThat(run.returnValue()).as("-ENOENT").isEqualTo(-2);
            assertThat(run.context()).containsOnly(0);
        }
    }
}
