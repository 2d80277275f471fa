package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that the kernel may lack: what stands behind the question whether it has them is left out where it does not. */
class WeakKfuncsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;
            @Bpf(license = "GPL", minKernel = "6.1")
            final class Weak {
                @Struct static final class Question { int pid; int answer; }
                @Kfunc(value = "bpf_strlen", weak = true)
                private static native int strlen(byte[] text);
                @Kfunc(value = "scx_bpf_dsq_nr_queued", weak = true)
                private static native int queued(@Unsigned long queue);
                @Syscall
                static int present(Question question) {
                    var text = new byte[4];
                    text[0] = 'a';
                    text[1] = 'b';
                    if (Core.exists("bpf_strlen")) question.answer = strlen(text);
                    else question.answer = -1;
                    return 0;
                }
                @Syscall
                static int absent(Question question) {
                    question.answer = Core.exists("scx_bpf_dsq_nr_queued") ? queued(1) : 77;
                    return Core.exists("bpf_cpumask_populate") ? 0 : 1;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @CsvSource({"present, 2", "absent, 77"})
    void areCalledWhereTheyAre(String program, int answer) {
        try (var object = Kernel.load(Build.of("Weak", SOURCE).objectOrFail("Weak"))) {
            var run = object.program(program).runContext(new byte[8]);
            assertThat(run.returnValue()).isZero();
            assertThat(ByteBuffer.wrap(run.context())
                            .order(ByteOrder.nativeOrder())
                            .getInt(4))
                    .isEqualTo(answer);
        }
    }
}
