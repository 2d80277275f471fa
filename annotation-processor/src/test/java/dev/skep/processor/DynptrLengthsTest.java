package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dynptrs read and written by lengths that only the program knows, in the kernel, beside the same in Java. */
class DynptrLengthsTest {
    private static final int BYTES = 32;

    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.5")
            final class Lengths {
                @Struct
                static final class Seen {
                    @Length(32) byte[] bytes;
                    @Length(16) byte[] others;
                }

                @Struct
                static final class Request {
                    int offset;
                    int length;
                }

                static final BpfArray<Seen> seen = BpfArray.of(1);

                @Tc
                static int masked(SkBuff skb) {
                    var value = seen.lookup(0);
                    var request = new Request();
                    var packet = skb.dynptr();
                    if (value == null || packet.read(request, 0) != 0) return -100;
                    return (int) packet.read(value.bytes, request.offset, request.length & 31);
                }

                @Tc
                static int least(SkBuff skb) {
                    var value = seen.lookup(0);
                    if (value == null) return -100;
                    var packet = skb.dynptr();
                    int length = Math.min((int) (packet.size() & 0xffff), 32);
                    if (packet.read(value.bytes, 0, length) != 0) return -1;
                    return length;
                }

                @Tc
                static int onTheStack(SkBuff skb) {
                    var value = seen.lookup(0);
                    var request = new Request();
                    var packet = skb.dynptr();
                    if (value == null || packet.read(request, 0) != 0) return -100;
                    int length = request.length;
                    if (length < 0 || length > 16) return -101;
                    var bytes = new byte[16];
                    for (int i = 0; i < 16; i++) bytes[i] = (byte) (i + 100);
                    long failed = packet.read(bytes, request.offset, length);
                    for (int i = 0; i < 16; i++) value.others[i] = bytes[i];
                    return (int) failed;
                }

                @Tc
                static int zeroed(SkBuff skb) {
                    var value = seen.lookup(0);
                    var request = new Request();
                    var packet = skb.dynptr();
                    if (value == null || packet.read(request, 0) != 0) return -100;
                    var bytes = new byte[16];
                    long failed = packet.read(bytes, request.offset, (request.length & 0x7fffffff) % 17);
                    for (int i = 0; i < 16; i++) value.others[i] = bytes[i];
                    return (int) failed;
                }

                static long put(BpfDynptr packet, Request request, Seen value) {
                    int length = request.length;
                    return length < 0 || length > 32 ? -100 : packet.write(request.offset, value.bytes, length, 0);
                }

                @Tc
                static int written(SkBuff skb) {
                    var value = seen.lookup(0);
                    var request = new Request();
                    var packet = skb.dynptr();
                    if (value == null || packet.read(request, 0) != 0) return -100;
                    return (int) put(packet, request, value);
                }
            }
            """;

    private final Random random = new Random(7);

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    private static LoadedObject load() {
        return Kernel.load(Build.of("Lengths", SOURCE).objectOrFail("Lengths"));
    }

    private byte[] packet(int offset, int length) {
        var packet = new byte[80];
        random.nextBytes(packet);
        ByteBuffer.wrap(packet).order(ByteOrder.nativeOrder()).putInt(offset).putInt(length);
        return packet;
    }

    private byte[] fill(LoadedObject object) {
        var value = new byte[BYTES + 16];
        random.nextBytes(value);
        object.map("seen").update(new byte[4], value);
        return value;
    }

    private static byte[] value(LoadedObject object) {
        return object.map("seen").lookup(new byte[4]).orElseThrow();
    }

    @Test
    void readAsManyBytesAsTheProgramSays() {
        try (var object = load()) {
            for (var round = 0; round < 100; round++) {
                var offset = random.nextInt(70);
                var length = random.nextInt();
                var packet = packet(offset, length);
                var expected = fill(object);
                var fits = offset + (length & 31) <= packet.length;
                if (fits) System.arraycopy(packet, offset, expected, 0, length & 31);
                assertThat(object.program("masked").run(packet).returnValue()).isEqualTo(fits ? 0 : -7);
                assertThat(value(object)).isEqualTo(expected);
            }
            var packet = packet(0, 0);
            var expected = fill(object);
            System.arraycopy(packet, 0, expected, 0, BYTES);
            assertThat(object.program("least").run(packet).returnValue()).isEqualTo(BYTES);
            assertThat(value(object)).isEqualTo(expected);
            var shorter = Arrays.copyOf(packet, 21);
            assertThat(object.program("least").run(shorter).returnValue()).isEqualTo(21);
        }
    }

    @Test
    void leaveTheBytesBehind() {
        try (var object = load()) {
            for (var length = -1; length <= 17; length++) {
                var packet = packet(20, length);
                var expected = fill(object);
                var isWithin = length >= 0 && length <= 16;
                for (var i = 0; isWithin && i < 16; i++)
                    expected[BYTES + i] = i < length ? packet[20 + i] : (byte) (i + 100);
                assertThat(object.program("onTheStack").run(packet).returnValue())
                        .isEqualTo(isWithin ? 0 : -101);
                assertThat(value(object)).isEqualTo(expected);

                for (var i = 0; i < 16; i++) expected[BYTES + i] = i < (length & 0x7fffffff) % 17 ? packet[20 + i] : 0;
                assertThat(object.program("zeroed").run(packet).returnValue()).isZero();
                assertThat(value(object)).isEqualTo(expected);
            }
        }
    }

    @Test
    void writeAsManyBytesAsTheProgramSays() {
        try (var object = load()) {
            for (var round = 0; round < 100; round++) {
                var offset = random.nextInt(70);
                var length = random.nextInt(50) - 10;
                var packet = packet(offset, length);
                var value = fill(object);
                var isWithin = length >= 0 && length <= BYTES;
                var fits = isWithin && offset + length <= packet.length;
                var run = object.program("written").run(packet);
                assertThat(run.returnValue()).isEqualTo(fits ? 0 : isWithin ? -7 : -100);
                var expected = packet.clone();
                if (fits) System.arraycopy(value, 0, expected, offset, length);
                assertThat(run.data()).isEqualTo(expected);
            }
        }
    }
}
