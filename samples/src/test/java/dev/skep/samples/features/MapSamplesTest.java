package dev.skep.samples.features;

import static dev.skep.samples.features.Packets.CLIENT;
import static dev.skep.samples.features.Packets.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import dev.skep.testkit.NativeOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Maps of many types, in the kernel: what programs put in and find there. */
final class MapSamplesTest {
    private static final int PASS = 2;
    private static final int DROP = 1;
    private static final int SKB = 192;
    private static final int MARK = 8;
    private static final int SYN = 2;
    private static final int ACK = 16;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void totalsAreCountedByCpuAndTogether() {
        try (var loaded = Kernel.load(TrafficTotalsBpf.bytes())) {
            for (var length : new int[] {64, 1500, 100}) loaded.program("count").run(new byte[length]);
            var packets = 0L;
            var bytes = 0L;
            for (var value :
                    loaded.map("perCpu").lookupPerCpu(NativeOrder.u32(0)).orElseThrow()) {
                var counters = TrafficTotalsBpf.Views.perCpuValue(ByteBuffer.wrap(value));
                packets += counters.packets();
                bytes += counters.bytes_();
            }
            assertThat(List.of(packets, bytes)).containsExactly(3L, 1664L);
            assertThat(loaded.global("total").number()).isEqualTo(1664);
            assertThat(loaded.global("largest").number()).isEqualTo(1500);
        }
    }

    @Test
    void theMapOfClientsIsNeverFull() {
        try (var loaded =
                Kernel.load(RecentClientsBpf.configure().clientsMaxEntries(64).object())) {
            for (var client = 1; client <= 1000; client++) {
                var packet = Packets.udp(client, 1, SERVER, 2).array();
                loaded.program("remember").run(packet);
                loaded.program("remember").run(packet);
            }
            var clients = loaded.map("clients");
            assertThat(clients.keys()).hasSizeBetween(1, 64);
            assertThat(clients.lookup(NativeOrder.u32(1000))).contains(NativeOrder.u64(2));
            assertThat(clients.lookup(NativeOrder.u32(1))).isEmpty();
        }
    }

    @Test
    void theLongestPrefixCounts() {
        try (var loaded = Kernel.load(AddressBlocklistBpf.bytes())) {
            var networks = loaded.map("networks");
            networks.update(prefix(8, 0x0a000000), rule(false));
            networks.update(prefix(24, 0x0a000100), rule(true));
            assertThat(guarded(loaded, 0x0a000001)).isEqualTo(DROP);
            assertThat(guarded(loaded, 0x0affffff)).isEqualTo(DROP);
            assertThat(guarded(loaded, 0x0a000101)).isEqualTo(PASS);
            assertThat(guarded(loaded, 0x0b000001)).isEqualTo(PASS);
            var rule = AddressBlocklistBpf.Views.networksValue(
                    ByteBuffer.wrap(networks.lookup(prefix(8, 0x0a000000)).orElseThrow()));
            assertThat(rule.dropped()).isEqualTo(2);
        }
    }

    private static int guarded(LoadedObject loaded, int source) {
        return loaded.program("guard")
                .run(Packets.udp(source, 1, SERVER, 2).array())
                .returnValue();
    }

    private static byte[] prefix(int bits, int address) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(bits)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt(address)
                .array();
    }

    private static byte[] rule(boolean allowed) {
        return ByteBuffer.allocate(16).put((byte) (allowed ? 1 : 0)).array();
    }

    @Test
    void portsComeFreshUntilSomeComeBack() {
        try (var loaded = Kernel.load(PortPoolBpf.bytes())) {
            assertThat(asked(loaded, 0)).as("none is there").isZero();
            for (var port : new int[] {7001, 7002, 7003})
                loaded.map("fresh").update(new byte[0], NativeOrder.u32(port));
            assertThat(asked(loaded, 0)).isEqualTo(7001);
            assertThat(asked(loaded, 0)).isEqualTo(7002);
            asked(loaded, 7001);
            asked(loaded, 7002);
            assertThat(asked(loaded, 0)).as("the last that came back").isEqualTo(7002);
            assertThat(asked(loaded, 0)).isEqualTo(7001);
            assertThat(asked(loaded, 0)).isEqualTo(7003);
            assertThat(asked(loaded, 0)).isZero();
        }
    }

    private static long asked(LoadedObject loaded, int port) {
        var run = loaded.program("serve").runContext(NativeOrder.u32(port));
        var answer = NativeOrder.number(run.context());
        assertThat(run.returnValue()).isEqualTo(answer == 0 ? 0 : 1);
        return answer;
    }

    @Test
    void onlyNewSendersAreMarked() {
        try (var loaded = Kernel.load(FirstSightBpf.bytes())) {
            assertThat(mark(loaded, CLIENT)).isEqualTo(FirstSight.NEW);
            assertThat(mark(loaded, CLIENT)).isZero();
            assertThat(mark(loaded, SERVER)).isEqualTo(FirstSight.NEW);
            assertThat(mark(loaded, CLIENT)).isZero();
        }
    }

    private static int mark(LoadedObject loaded, int source) {
        var run = loaded.program("look").run(Packets.udp(source, 1, 1, 2).array(), new byte[SKB]);
        return ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder()).getInt(MARK);
    }

    @Test
    void attemptsAreReportedAndNothingElse() {
        try (var loaded = Kernel.load(SynEventsBpf.bytes())) {
            var program = loaded.program("report");
            var earliest = System.nanoTime();
            program.run(Packets.tcp(CLIENT, 4000, SERVER, 443, SYN).array());
            program.run(Packets.tcp(CLIENT, 4000, SERVER, 443, ACK).array());
            program.run(Packets.udp(CLIENT, 4000, SERVER, 443).array());
            program.run(Packets.tcp(SERVER, 4000, CLIENT, 22, SYN).array());
            var attempts = loaded.map("attempts").consume().stream()
                    .map(bytes -> SynEventsBpf.Views.attemptsRecord(ByteBuffer.wrap(bytes)))
                    .toList();
            assertThat(attempts).hasSize(2);
            assertThat(attempts.get(0).time()).isBetween(earliest, System.nanoTime());
            assertThat(attempts.get(0).client()).isEqualTo(CLIENT);
            assertThat(attempts.get(0).port()).isEqualTo(443);
            assertThat(attempts.get(1).port()).isEqualTo(22);
            assertThat(loaded.global("lost").number()).isZero();
        }
    }

    @Test
    void recordsAreAsLongAsTheirPackets() {
        try (var loaded = Kernel.load(PacketCopiesBpf.bytes())) {
            var packets = new ArrayList<byte[]>();
            for (var size : List.of(60, 777, 1500)) {
                var packet = new byte[size];
                new Random(size).nextBytes(packet);
                loaded.program("keep").run(packet);
                packets.add(packet);
            }
            var records = loaded.map("packets").consume();
            assertThat(records).hasSize(3);
            for (var i = 0; i < 3; i++) {
                var header = PacketCopiesBpf.Views.packetsRecord(ByteBuffer.wrap(records.get(i)));
                assertThat(header.length()).isEqualTo(packets.get(i).length);
                assertThat(header.time()).isPositive();
                assertThat(Arrays.copyOfRange(records.get(i), 16, records.get(i).length))
                        .isEqualTo(packets.get(i));
            }
            assertThat(loaded.global("lost").number()).isZero();
        }
    }

    @Test
    void theBeginningOfPacketsIsKept() {
        try (var loaded = Kernel.load(PacketHeadsBpf.bytes())) {
            var sizes = List.of(14, 60, 95, 96, 97, 1500);
            for (var size : sizes) {
                var packet = new byte[size];
                new Random(size).nextBytes(packet);
                loaded.program("keep").run(packet);
            }
            var records = loaded.map("heads").consume();
            assertThat(records).hasSameSizeAs(sizes);
            for (var i = 0; i < sizes.size(); i++) {
                var packet = new byte[sizes.get(i)];
                new Random(packet.length).nextBytes(packet);
                var head = PacketHeadsBpf.Views.headsRecord(ByteBuffer.wrap(records.get(i)));
                assertThat(head.length()).isEqualTo(packet.length);
                assertThat(head.copied()).isEqualTo(Math.min(packet.length, 96));
                assertThat(Arrays.copyOfRange(records.get(i), 8, 8 + head.copied()))
                        .isEqualTo(Arrays.copyOf(packet, head.copied()));
            }
        }
    }

    @Test
    void attemptsAreLostWhenNobodyReads() {
        try (var loaded = Kernel.load(SynEventsBpf.bytes())) {
            for (var i = 0; i < 200; i++)
                loaded.program("report")
                        .run(Packets.tcp(CLIENT, i, SERVER, 443, SYN).array());
            var read = loaded.map("attempts").consume().size();
            assertThat(read).isBetween(1, 199);
            assertThat(loaded.global("lost").number()).isEqualTo(200 - read);
        }
    }
}
