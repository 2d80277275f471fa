package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions of their own that take dynptrs, in the kernel. */
class DynptrParametersTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.8")
            final class Parameters {
                @Struct
                static final class Value {
                    @Length(64) byte[] bytes;
                }

                static final BpfArray<Value> values = BpfArray.of(1);
                static final BpfRingBuffer<Value> events = BpfRingBuffer.ofBytes(4096);
                static long total;

                @Subprogram
                static long sum(BpfDynptr memory, int start) {
                    var four = new byte[4];
                    if (memory.read(four, start) != 0) return -1;
                    long sum = 0;
                    for (int i = 0; i < 4; i++) sum += four[i] & 255;
                    return sum;
                }

                @Global
                static long size(BpfDynptr memory, int more) {
                    return memory.isNull() ? -1 : (long) memory.size() + more;
                }

                @Global
                static int fill(BpfDynptr memory, int value) {
                    return (int) memory.write(0, U32.of(value), 0);
                }

                @Subprogram
                static int put(int offset, BpfDynptr memory) {
                    var place = memory.data(offset, U32.class);
                    if (place == null) return -1;
                    place.value = 77;
                    return 0;
                }

                @Subprogram
                static int both(BpfDynptr memory) {
                    return (int) (sum(memory, 0) * 1000 + size(memory, 1));
                }

                @Tc
                static int packets(SkBuff skb) {
                    var packet = skb.dynptr();
                    total = sum(packet, 10);
                    return both(packet);
                }

                @Tc
                static int mapValues(SkBuff skb) {
                    var value = values.lookup(0);
                    if (value == null) return -1;
                    var memory = Kernel.dynptrFromMem(value);
                    if (fill(memory, 0x01020304) != 0 || put(8, memory) != 0 || put(61, memory) != -1) return -2;
                    return (int) sum(memory, 0) * 1000 + (int) size(memory, 0);
                }

                @Tc
                static int records(SkBuff skb) {
                    try (var record = events.reserveDynptr(64)) {
                        if (fill(record, 5) != 0 || put(4, record) != 0) return -1;
                        total = sum(record, 0);
                        record.submit();
                    }
                    return 3;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void areTakenFromWhoeverMadeThem() {
        try (var object = Kernel.load(Build.of("Parameters", SOURCE).objectOrFail("Parameters"))) {
            var packet = new byte[70];
            new Random(3).nextBytes(packet);
            assertThat(object.program("packets").run(packet).returnValue()).isEqualTo(sum(packet, 0) * 1000 + 71);
            assertThat(object.global("total").number()).isEqualTo(sum(packet, 10));

            assertThat(object.program("mapValues").run(packet).returnValue()).isEqualTo(10_064);
            var value = ByteBuffer.wrap(object.map("values").lookup(new byte[4]).orElseThrow())
                    .order(ByteOrder.nativeOrder());
            assertThat(value.getInt(0)).isEqualTo(0x01020304);
            assertThat(value.getInt(8)).isEqualTo(77);

            assertThat(object.program("records").run(packet).returnValue()).isEqualTo(3);
            assertThat(object.global("total").number()).isEqualTo(5);
            var record = object.map("events").consume().get(0);
            assertThat(ByteBuffer.wrap(record).order(ByteOrder.nativeOrder()).getLong(0))
                    .isEqualTo(5 | 77L << 32);
        }
    }

    private static int sum(byte[] bytes, int start) {
        var sum = 0;
        for (var i = start; i < start + 4; i++) sum += Byte.toUnsignedInt(bytes[i]);
        return sum;
    }
}
