package dev.skep.samples.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import dev.skep.testkit.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sample in the running kernel, on crafted packets and cut ones: it does what the same in annotated Java does, in about as many instructions. */
class PortGuardTest {
    private static final int ETHERNET = 14;
    private static final int UDP = 17;
    private static final int[] EXTENSIONS = {0, 43, 60, 44};
    private static final short BLOCKED = 8080;

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void doesWhatTheAnnotatedSampleDoes() throws IOException {
        for (var until : new long[] {0, 1, Long.MAX_VALUE}) {
            try (var ours = guarded(PortGuard.object().bytes(), until);
                    var theirs = guarded(annotated(), until)) {
                assertThat(ours.programs()).isEqualTo(theirs.programs());
                for (var packet : packets()) {
                    assertThat(ours.program("guard").run(packet).returnValue())
                            .as(HexFormat.of().formatHex(packet))
                            .isEqualTo(theirs.program("guard").run(packet).returnValue());
                    assertThat(block(ours)).isEqualTo(block(theirs));
                }
                assertThat(NativeOrder.number(Arrays.copyOfRange(block(ours), 8, 16)) > 0)
                        .as("some were refused until %d", until)
                        .isEqualTo(until != 1);
            }
        }
    }

    /** It has 79, the annotated one 76. */
    @Test
    void hasFewMoreInstructionsThanTheAnnotatedSample() throws IOException {
        try (var ours = Kernel.load(PortGuard.object().bytes());
                var theirs = Kernel.load(annotated())) {
            assertThat(ours.program("guard").instructionCount())
                    .isLessThanOrEqualTo(theirs.program("guard").instructionCount() + 3);
        }
    }

    private static List<byte[]> packets() {
        var random = new Random(Seed.ofThisRun());
        List<byte[]> packets = new ArrayList<>();
        for (var words = 5; words <= 15; words++) {
            packets.add(ipv4(words, words % 2 == 0 ? UDP : 6, 0));
            packets.add(ipv4(words, UDP, 0x2000 | words % 2));
        }
        for (var extensions = 0; extensions <= 5; extensions++)
            for (var first : EXTENSIONS) packets.add(ipv6(extensions, first));
        List<byte[]> all = new ArrayList<>(packets);
        for (var packet : packets) {
            var least = ETHERNET + (packet[ETHERNET] >> 4 == 4 ? 20 : 40);
            for (var length = least; length < packet.length; length++) all.add(Arrays.copyOf(packet, length));
            all.add(Arrays.copyOf(packet, packet.length + random.nextInt(1000)));
        }
        return all;
    }

    private static LoadedObject guarded(byte[] object, long until) {
        var loaded = Kernel.load(object);
        loaded.map("blocked").update(key(), NativeOrder.u64(until, 0, 0));
        return loaded;
    }

    private static byte[] block(LoadedObject loaded) {
        return loaded.map("blocked").lookup(key()).orElseThrow();
    }

    private static byte[] key() {
        return ByteBuffer.allocate(2)
                .order(ByteOrder.nativeOrder())
                .putShort(BLOCKED)
                .array();
    }

    private static byte[] ipv4(int words, int protocol, int fragment) {
        var packet = ByteBuffer.allocate(ETHERNET + words * 4 + 20);
        packet.putShort(12, (short) 0x0800).put(ETHERNET, (byte) (0x40 | words)).put(ETHERNET + 9, (byte) protocol);
        packet.putShort(ETHERNET + 6, (short) fragment).putShort(ETHERNET + words * 4 + 2, BLOCKED);
        return packet.array();
    }

    private static byte[] ipv6(int extensions, int first) {
        var udp = ETHERNET + 40 + extensions * 8;
        var packet = ByteBuffer.allocate(udp + 8);
        packet.putShort(12, (short) 0x86dd).put(ETHERNET, (byte) 0x60);
        packet.put(ETHERNET + 6, (byte) (extensions == 0 ? UDP : first));
        for (var i = 0; i < extensions; i++)
            packet.put(ETHERNET + 40 + i * 8, (byte) (i == extensions - 1 ? UDP : first));
        packet.putShort(udp + 2, BLOCKED);
        return packet.array();
    }

    private static byte[] annotated() throws IOException {
        var name = "/META-INF/bpf/dev.skep.samples.PortGuard.bpf.o";
        try (var object = PortGuardTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(object, name).readAllBytes();
        }
    }
}
