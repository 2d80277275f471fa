package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections in which no interrupt comes: the clock of the scheduler, which counts the time of a task, stands still. */
class IrqSectionsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.15")
            final class Irqs {
                @KernelType("task_struct")
                static final class Task {
                    @Unsigned long stime;
                }

                @Struct
                static final class Spent {
                    long time;
                }

                static final BpfResSpinLock lock = BpfResSpinLock.create();
                static long spun;

                static void spin() {
                    long end = Kernel.ktimeNs() + 50_000_000;
                    Kernel.loop(1 << 23, i -> Kernel.ktimeNs() < end);
                }

                static void count() {
                    for (int i : Kernel.range(8_000_000)) spun++;
                    for (int i : Kernel.range(8_000_000)) spun++;
                    for (int i : Kernel.range(8_000_000)) spun++;
                }

                @Syscall
                static int saved(Spent spent) {
                    var task = Kernel.currentTaskBtf(Task.class);
                    try (var irq = Kernel.localIrqSave()) {
                        long before = task.stime;
                        spin();
                        spent.time = task.stime - before;
                    }
                    return 1;
                }

                @Syscall
                static int open(Spent spent) {
                    var task = Kernel.currentTaskBtf(Task.class);
                    long before = task.stime;
                    try (var irq = Kernel.localIrqSave()) {
                        if (spent.time != 0) return -1;
                    }
                    spin();
                    spent.time = task.stime - before;
                    return 1;
                }

                @Syscall
                static int nested(Spent spent) {
                    var task = Kernel.currentTaskBtf(Task.class);
                    try (var outer = Kernel.localIrqSave()) {
                        long before = task.stime;
                        try (var inner = Kernel.localIrqSave()) {
                            spun++;
                        }
                        spin();
                        spent.time = task.stime - before;
                    }
                    return 1;
                }

                @Syscall
                static int locked(Spent spent) {
                    var task = Kernel.currentTaskBtf(Task.class);
                    try (var held = lock.holdIrqsave()) {
                        if (held == null) return -1;
                        long before = task.stime;
                        count();
                        spent.time = task.stime - before;
                    }
                    return 1;
                }

                @Syscall
                static int interrupted(Spent spent) {
                    var task = Kernel.currentTaskBtf(Task.class);
                    try (var held = lock.hold()) {
                        if (held == null) return -1;
                        long before = task.stime;
                        count();
                        spent.time = task.stime - before;
                    }
                    return 1;
                }
            }
            """;

    // spotless:off
    @ParameterizedTest
    @CsvSource({"saved, false", "nested, false", "open, true", "locked, false", "interrupted, true"})
    // spotless:on
    void keepInterruptsAway(String program, boolean interrupted) {
        Kernel.require();
        try (var object = Kernel.load(Build.of("Irqs", SOURCE).objectOrFail("Irqs"))) {
            var run = object.program(program).runContext(new byte[8]);
            var time = ByteBuffer.wrap(run.context())
                    .order(ByteOrder.nativeOrder())
                    .getLong();
            assertThat(run.returnValue()).isEqualTo(1);
            if (interrupted) assertThat(time).isGreaterThan(10_000_000);
            else assertThat(time).isZero();
        }
    }
}
