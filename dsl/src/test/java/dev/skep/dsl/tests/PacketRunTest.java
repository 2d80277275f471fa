package dev.skep.dsl.tests;

import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.XdpAction.TX;
import static dev.skep.dsl.tests.XdpRun.RESULT;
import static dev.skep.dsl.tests.XdpRun.load;
import static dev.skep.dsl.tests.XdpRun.tcp;
import static dev.skep.dsl.tests.XdpRun.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.net.EthHdr;
import dev.skep.dsl.net.Ipv4Hdr;
import dev.skep.dsl.net.TcpHdr;
import dev.skep.testkit.Kernel;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What programs do with packets in the running kernel. */
class PacketRunTest {
    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void readsHeadersOfAnyLength() {
        try (var loaded = load(p -> {
            var packet = p.packet();
            var ethernet = packet.next(EthHdr.TYPE).orElseReturn(DROP);
            p.ifThen(ethernet.get(EthHdr.PROTO).ne(0x0800), () -> p.return_(DROP));
            var ip = packet.next(Ipv4Hdr.TYPE).orElseReturn(DROP);
            packet.skip(ip.get(Ipv4Hdr.IHL).to(U32).lsh(2).sub(20).and(0x3c));
            packet.next(TcpHdr.TYPE)
                    .ifPresentOrElse(
                            tcp -> {
                                var port = tcp.get(TcpHdr.DEST).toHost().to(U64);
                                var flags = tcp.get(TcpHdr.SYN).lsh(1).or(tcp.get(TcpHdr.ACK));
                                p.global(RESULT).set(port.lsh(8).or(flags.to(U64)));
                            },
                            () -> p.return_(TX));
        })) {
            assertThat(verdict(loaded, tcp(0, 8080, 0x02))).isEqualTo(PASS);
            assertThat(loaded.global("result").number()).isEqualTo(8080 << 8 | 2);
            assertThat(verdict(loaded, tcp(12, 443, 0x10))).isEqualTo(PASS);
            assertThat(loaded.global("result").number()).isEqualTo(443 << 8 | 1);
            assertThat(verdict(loaded, Arrays.copyOf(tcp(0, 80, 2), 53))).isEqualTo(TX);
            assertThat(verdict(loaded, Arrays.copyOf(tcp(0, 80, 2), 33))).isEqualTo(DROP);
            assertThat(verdict(loaded, new byte[64])).isEqualTo(DROP);
        }
    }

    @Test
    void walksAPacketInALoop() {
        try (var loaded = load(p -> {
            var packet = p.packet();
            packet.skip(14);
            p.repeat(16, (i, loop) -> packet.next(Ipv4Hdr.TYPE)
                    .ifPresentOrElse(
                            ip -> p.global(RESULT).atomicAdd(ip.get(Ipv4Hdr.TTL).to(U64)), loop::break_));
        })) {
            var packet = new byte[14 + 5 * 20 + 7];
            Arrays.fill(packet, 14, packet.length, (byte) 3);
            assertThat(verdict(loaded, packet)).isEqualTo(PASS);
            assertThat(loaded.global("result").number()).isEqualTo(5 * 3);
        }
    }

    @Test
    void writesPackets() {
        try (var loaded = load(p -> {
            var packet = p.packet();
            var ethernet = packet.next(EthHdr.TYPE).orElseReturn(DROP);
            var old = p.local(bytes(6));
            old.copyFrom(ethernet.get(EthHdr.DEST));
            ethernet.get(EthHdr.DEST).copyFrom(ethernet.get(EthHdr.SOURCE));
            ethernet.set(EthHdr.SOURCE, old);
            packet.next(Ipv4Hdr.TYPE).ifPresent(ip -> {
                ip.set(Ipv4Hdr.TTL, ip.get(Ipv4Hdr.TTL).sub(1));
                ip.set(Ipv4Hdr.SADDR, 0x01020304);
                ip.set(Ipv4Hdr.DADDR, ip.get(Ipv4Hdr.DADDR).or(0xff));
                ip.set(Ipv4Hdr.VERSION, 6);
                ip.set(Ipv4Hdr.IHL, ip.get(Ipv4Hdr.IHL).add(1));
            });
        })) {
            var packet = tcp(0, 80, 0);
            var expected = packet.clone();
            System.arraycopy(packet, 0, expected, 6, 6);
            System.arraycopy(packet, 6, expected, 0, 6);
            expected[14] = 0x66;
            expected[22] = 63;
            System.arraycopy(new byte[] {1, 2, 3, 4}, 0, expected, 26, 4);
            expected[33] = (byte) 0xff;
            assertThat(loaded.program("test").run(packet).data()).isEqualTo(expected);
        }
    }
}
