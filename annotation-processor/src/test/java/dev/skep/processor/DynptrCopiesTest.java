package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is copied from dynptr to dynptr, and filled, as Java copies and fills. */
class DynptrCopiesTest {
    private static final int SIZE = 64;

    /** {@code -E2BIG}. */
    private static final int TOO_BIG = -7;

    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.17")
            final class Copies {
                @Struct
                static final class Question {
                    int from;
                    int to;
                    int size;
                    byte value;
                    @Length(51) byte[] rest;
                }

                static final byte[] one = new byte[64];
                static final byte[] other = new byte[64];

                @Syscall
                static int copy(Question q) {
                    return Kernel.dynptrFromMem(one).copy(q.to, Kernel.dynptrFromMem(other), q.from, q.size);
                }

                @Syscall
                static int move(Question q) {
                    var memory = Kernel.dynptrFromMem(one);
                    return memory.copy(q.to, memory, q.from, q.size);
                }

                @Syscall
                static int fill(Question q) {
                    return Kernel.dynptrFromMem(one).memset(q.to, q.size, q.value);
                }

                @Xdp
                static int packet(XdpContext context) {
                    var packet = context.dynptr();
                    if (Kernel.dynptrFromMem(one).copy(4, packet, 14, 20) != 0) return 1;
                    if (packet.copy(0, Kernel.dynptrFromMem(other), 0, 6) != 0) return 1;
                    return packet.memset(6, 6, (byte) 0x42) == 0 ? 2 : 1;
                }
            }
            """;

    @BeforeEach
    void needsTheKernel() {
        Kernel.require();
    }

    private static byte[] bytes(Random random) {
        var bytes = new byte[SIZE];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void areWhatJavaCopies() {
        var random = new Random(11);
        try (var object = Kernel.load(Build.of("Copies", SOURCE).objectOrFail("Copies"))) {
            for (var round = 0; round < 150; round++) {
                var one = bytes(random);
                var other = bytes(random);
                object.global("one").set(one);
                object.global("other").set(other);
                var from = random.nextInt(SIZE);
                var to = random.nextInt(SIZE);
                var size = random.nextInt(SIZE / 2);
                var value = (byte) random.nextInt();
                var question = ByteBuffer.allocate(SIZE)
                        .order(ByteOrder.nativeOrder())
                        .putInt(from)
                        .putInt(to)
                        .putInt(size)
                        .put(value);
                var program = List.of("copy", "move", "fill").get(round % 3);
                var fits = to + size <= SIZE && (program.equals("fill") || from + size <= SIZE);
                if (fits && program.equals("fill")) Arrays.fill(one, to, to + size, value);
                else if (fits) System.arraycopy(program.equals("copy") ? other : one, from, one, to, size);
                assertThat(object.program(program).runContext(question.array()).returnValue())
                        .as("%s %d %d %d", program, from, to, size)
                        .isEqualTo(fits ? 0 : TOO_BIG);
                assertThat(object.global("one").bytes()).isEqualTo(one);
            }
        }
    }

    @Test
    void reachPackets() {
        var random = new Random(12);
        try (var object = Kernel.load(Build.of("Copies", SOURCE).objectOrFail("Copies"))) {
            var packet = bytes(random);
            var other = bytes(random);
            object.global("other").set(other);
            var run = object.program("packet").run(packet);
            assertThat(run.returnValue()).isEqualTo(2);
            assertThat(Arrays.copyOfRange(object.global("one").bytes(), 4, 24))
                    .isEqualTo(Arrays.copyOfRange(packet, 14, 34));
            System.arraycopy(other, 0, packet, 0, 6);
            Arrays.fill(packet, 6, 12, (byte) 0x42);
            assertThat(run.data()).isEqualTo(packet);
        }
    }
}
