package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that end in the middle: in functions of theirs, and behind what they held. */
class ThrowsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.7")
            final class Throws {
                @Struct
                static final class Way {
                    int way;
                }

                @KernelType("task_struct")
                static final class Task {
                    int pid;
                }

                static long before, behind;

                @Subprogram
                static int deep(int way) {
                    return deeper(way) + 1;
                }

                @Subprogram
                static int deeper(int way) {
                    if (way == 1) Kernel.throw_(5);
                    return way * 10;
                }

                @Xdp
                static int program(XdpContext context) {
                    var way = context.packet().next(Way.class);
                    if (way == null) return -1;
                    int number = way.way;
                    before++;
                    if (number == 3) {
                        int rounds = Kernel.loop(1000, i -> {
                            behind += i & 1;
                            return i < 600;
                        });
                        Kernel.throw_(rounds + 100);
                    }
                    if (number == 4) Kernel.throw_(9);
                    if (number == 5) {
                        try (var task = Kfuncs.taskFromPid(2, Task.class)) {
                            if (task != null) number += task.value().pid;
                        }
                        Kernel.throw_(number);
                    }
                    int result = deep(number);
                    behind++;
                    return result;
                }
            }
            """;

    @BeforeEach
    void needsTheKernel() {
        Kernel.require();
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource({
        "1,   5, 0",
        "2,  21, 1",
        "3, 701, 300",
        "4,   9, 0",
        "5,   7, 0",
    })
    // spotless:on
    void endTheProgram(int way, int returned, long behind) {
        try (var object = Kernel.load(Build.of("Throws", SOURCE).objectOrFail("Throws"))) {
            var packet = new byte[64];
            packet[0] = (byte) way;
            assertThat(object.program("program").run(packet).returnValue()).isEqualTo(returned);
            assertThat(object.global("before").number()).isEqualTo(1);
            assertThat(object.global("behind").number()).isEqualTo(behind);
        }
    }
}
