package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    /** A line for this process, of the area that its code lies in. */
    private static final String ITERATOR = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.17")
            @KernelTypes
            final class Listed {
                @Struct
                static final class Found {
                    @Unsigned long start;
                    @Unsigned long end;
                }

                @Iter("task")
                static int list(bpf_iter_meta meta, task_struct task) {
                    if (task == null || task.pid != %d) return 0;
                    var found = new Found();
                    int error = Kernel.findVma(task, task.mm.start_code, vm_area_struct.class, area -> {
                        found.start = area.vm_start;
                        found.end = area.vm_end;
                    });
                    Kernel.seqPrintf(meta.seq, "%%d %%lx-%%lx\\n", error, found.start, found.end);
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

    @Test
    void isShownForATaskOfAnIterator(@TempDir Path folder) throws IOException {
        var source = ITERATOR.formatted(ProcessHandle.current().pid());
        var file = Files.write(
                folder.resolve("listed.o"), Build.of("Listed", source).objectOrFail("Listed"));
        try (var pins = BpfFs.mount()) {
            var pin = pins.folder().resolve("listed");
            Judge.require("bpftool")
                    .run("iter", "pin", file.toString(), pin.toString())
                    .orFail();
            var line = Files.readAllLines(pin);
            assertThat(line).singleElement().asString().startsWith("0 ");
            var area = line.get(0).substring(2);
            assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                    .as("the kernel's own list of areas")
                    .anyMatch(each -> each.startsWith(area + " ") && each.contains("java"));
        }
    }
}
