package dev.skep.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedMap;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code PacketCounter} in the kernel, beside the C program that does the same. */
final class PacketCounterTest {
    private static final int DROP = 1;
    private static final int PASS = 2;
    private static final int SHORTEST_PACKET = 14;
    private static final int PROTOCOLS = 256;

    /** What became of one packet: the verdict, and the protocols counted. */
    private record Outcome(int verdict, List<Long> counts) {}

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void returnsAndCountsWhatTheProgramInCDoes(@TempDir Path folder) throws IOException {
        try (var ours = Kernel.load(Sample.PACKET_COUNTER.object());
                var theirs = Kernel.load(InC.packetCounter(folder))) {
            for (byte[] packet : packets()) {
                var one = outcome(ours, "countPacket", "packets", packet);
                var other = outcome(theirs, "xdp_count", "rxcnt", packet);
                assertThat(one)
                        .as("%d bytes: %s", packet.length, Arrays.toString(packet))
                        .isEqualTo(other);
            }
        }
    }

    @Test
    void isSmallerThanWhatClangMakes(@TempDir Path folder) {
        assertThat(InC.size(Sample.PACKET_COUNTER.object())).isLessThan(InC.size(InC.packetCounter(folder)));
    }

    @Test
    void countsAUdpPacketAndDropsItUnlessToldToPass() {
        byte[] udp = ByteBuffer.allocate(64)
                .putShort(12, (short) 0x0800)
                .put(23, (byte) 17)
                .array();
        for (int pass = 0; pass <= 1; pass++) {
            try (var loaded = Kernel.open(Sample.PACKET_COUNTER.object())
                    .set("pass", pass)
                    .load()) {
                var outcome = outcome(loaded, "countPacket", "packets", udp);
                assertThat(outcome.verdict()).isEqualTo(pass == 1 ? PASS : DROP);
                assertThat(outcome.counts().get(17)).isEqualTo(1);
                assertThat(outcome.counts().stream().mapToLong(count -> count).sum())
                        .isEqualTo(1);
            }
        }
    }

    /** Each packet, whole and cut at every length that the kernel lets a test run have. */
    private static List<byte[]> packets() throws IOException {
        List<byte[]> packets = new ArrayList<>();
        try (var files = Files.list(Shared.require("bench/packets"))) {
            for (Path file : files.sorted().toList()) {
                byte[] whole = Files.readAllBytes(file);
                for (int length = SHORTEST_PACKET; length <= whole.length; length++)
                    packets.add(Arrays.copyOf(whole, length));
            }
        }
        assertThat(packets).isNotEmpty();
        return packets;
    }

    private static Outcome outcome(LoadedObject loaded, String program, String map, byte[] packet) {
        var before = counts(loaded.map(map));
        int verdict = loaded.program(program).run(packet).returnValue();
        var after = counts(loaded.map(map));
        List<Long> counted = new ArrayList<>();
        for (int i = 0; i < PROTOCOLS; i++) counted.add(after.get(i) - before.get(i));
        return new Outcome(verdict, counted);
    }

    private static List<Long> counts(LoadedMap map) {
        List<Long> counts = new ArrayList<>();
        for (int protocol = 0; protocol < PROTOCOLS; protocol++) {
            counts.add(map.lookupPerCpu(NativeOrder.u32(protocol)).orElseThrow().stream()
                    .mapToLong(NativeOrder::number)
                    .sum());
        }
        return counts;
    }
}
