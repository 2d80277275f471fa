package dev.skep.samples.features;

import static dev.skep.samples.features.Packets.CLIENT;
import static dev.skep.samples.features.Packets.ETHERNET;
import static dev.skep.samples.features.Packets.IPV4;
import static dev.skep.samples.features.Packets.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that walk over packets and change them, in the kernel. */
final class PacketSamplesTest {
    private static final int PASS = 2;
    private static final int TX = 3;
    private static final int SYN = 2;
    private static final int ACK = 16;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource({
        "020405b4,                         2,  1460",
        "01010402020405b4,                 2,  1460",
        "080a0000000000000000020401f40000, 2,  500",
        "010101010101010101010101020401f4, 2,  0",   // more options than it looks at
        "00010101020405b4,                 2,  0",   // behind the end
        "02010000020405b4,                 2,  0",   // an option that is shorter than itself
        "020405b4,                         16, 77",  // no handshake: nothing changes
    })
    // spotless:on
    void optionsAreWalkedOver(String options, int flags, long mss) {
        try (var loaded = Kernel.load(TcpOptionsBpf.bytes())) {
            loaded.global("mss").set(77);
            var packet =
                    Packets.tcp(CLIENT, 1, SERVER, 80, flags, HexFormat.of().parseHex(options));
            assertThat(loaded.program("readOptions").run(packet.array()).returnValue())
                    .isEqualTo(PASS);
            assertThat(loaded.global("mss").number()).isEqualTo(mss);
        }
    }

    @ParameterizedTest
    @CsvSource({"8080, 80", "8080, 65535", "1, 2", "40000, 50000"})
    void portsAreForwardedAndTheChecksumHolds(int from, int to) {
        try (var loaded =
                Kernel.load(PortForwardBpf.configure().from(from).to(to).object())) {
            var packet = Packets.tcp(CLIENT, 4000, SERVER, from, ACK);
            packet.putShort(ETHERNET + IPV4 + 16, (short) ~sum(packet));
            assertThat(sum(packet)).isEqualTo(0xffff);

            var run = loaded.program("forward").run(packet.array());
            assertThat(run.returnValue()).isEqualTo(PASS);
            var forwarded = ByteBuffer.wrap(run.data());
            assertThat(forwarded.getShort(ETHERNET + IPV4 + 2) & 0xffff).isEqualTo(to);
            assertThat(sum(forwarded)).isEqualTo(0xffff);

            var other = Packets.tcp(CLIENT, from, SERVER, 443, ACK).array();
            assertThat(loaded.program("forward").run(other).data()).isEqualTo(other);
        }
    }

    /** The sum of addresses and TCP header in ones' complement; that of the other fields of the pseudo header does not change. */
    private static int sum(ByteBuffer packet) {
        var sum = 0;
        for (var i = ETHERNET + 12; i < ETHERNET + IPV4 + Packets.TCP; i += 2) sum += packet.getShort(i) & 0xffff;
        sum = (sum & 0xffff) + (sum >>> 16);
        return (sum & 0xffff) + (sum >>> 16);
    }

    @Test
    void echoesDatagrams() {
        var payload = "good morning".getBytes(StandardCharsets.US_ASCII);
        byte[] to = {2, 0, 0, 0, 0, 1};
        byte[] from = {2, 0, 0, 0, 0, 2};
        var question = Packets.udp(CLIENT, 4000, SERVER, 7, payload).put(0, to).put(6, from);
        var answer = Packets.udp(SERVER, 7, CLIENT, 4000, payload).put(0, from).put(6, to);
        try (var loaded = Kernel.load(UdpEchoBpf.bytes())) {
            var run = loaded.program("echo").run(question.array());
            assertThat(run.returnValue()).isEqualTo(TX);
            assertThat(run.data()).isEqualTo(answer.array());

            var other = Packets.udp(CLIENT, 7, SERVER, 8, payload).array();
            assertThat(loaded.program("echo").run(other).returnValue()).isEqualTo(PASS);
            assertThat(loaded.program("echo").run(other).data()).isEqualTo(other);
        }
    }

    @Test
    void echoesDatagramsWithOptions() {
        var plain = Packets.udp(CLIENT, 4000, SERVER, 7, new byte[8]).array();
        var packet = ByteBuffer.allocate(plain.length + 4);
        packet.put(plain, 0, ETHERNET + IPV4)
                .putInt(0x01010101)
                .put(plain, ETHERNET + IPV4, plain.length - ETHERNET - IPV4);
        packet.put(ETHERNET, (byte) 0x46);
        try (var loaded = Kernel.load(UdpEchoBpf.bytes())) {
            var run = loaded.program("echo").run(packet.array());
            assertThat(run.returnValue()).isEqualTo(TX);
            assertThat(ByteBuffer.wrap(run.data()).getShort(ETHERNET + IPV4 + 4))
                    .isEqualTo((short) 7);
        }
    }
}
