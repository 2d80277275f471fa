package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LogDetail;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions that the verifier looks at once, by their signature. */
class GlobalFunctionsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;
            import org.jspecify.annotations.Nullable;

            @Bpf(license = "GPL", minKernel = "6.8")
            final class Globals {
                @Struct
                static final class Numbers {
                    int a;
                    int b;
                    int sum;
                }

                static final BpfArray<Numbers> values = BpfArray.of(1);

                @Global
                static int add(Numbers numbers, int more) {
                    numbers.sum = numbers.a + numbers.b + more;
                    return numbers.sum;
                }

                @Global
                static long orElse(@Nullable Numbers numbers, U64 cell) {
                    if (numbers == null) return cell.value;
                    return numbers.sum;
                }

                @Global
                static @Unsigned byte first(XdpContext context, boolean which) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    return (byte) (which ? numbers.a : numbers.b);
                }

                @Global
                static int unused(int a) {
                    return a + 1;
                }

                @Xdp
                static int program(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    int sum = add(numbers, 100);
                    var copy = new Numbers();
                    copy.a = sum;
                    add(copy, 1);
                    var cell = U64.of(7);
                    var value = values.lookup(0);
                    long none = orElse(null, cell) * 1000 + orElse(copy, cell) + orElse(value, cell);
                    return (int) none + first(context, true) * 100000 + first(context, false) * 1000000;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void areCalledWithReferences() {
        try (var object = Kernel.load(object())) {
            var packet = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
            packet.putInt(3).putInt(20);
            var run = object.program("program").run(packet.array());
            assertThat(run.returnValue()).isEqualTo(7000 + 124 + 300000 + 20000000);
        }
    }

    @Test
    void areVerifiedAlone() {
        try (var loaded = Kernel.open(object()).log(LogDetail.PATHS).load()) {
            assertThat(loaded.program("program").log().text())
                    .contains("Func#3 ('first') is safe for any args that match its prototype");
        }
    }

    private static byte[] object() {
        return Build.of("Globals", SOURCE).objectOrFail("Globals");
    }
}
