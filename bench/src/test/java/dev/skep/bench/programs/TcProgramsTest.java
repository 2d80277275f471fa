package dev.skep.bench.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedMap;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The programs on packets and sockets in the network stack, in the kernel: what they answer, and what is in their maps then. */
class TcProgramsTest {
    private static final int OK = 0;
    private static final int SHOT = 2;
    private static final int UDP = 17;
    private static final int DESTINATION = 0x0a020002;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void pacesByDestination() {
        try (var loaded = load("TcEdt")) {
            var classes = loaded.map("classes");
            classes.update(hex("0a020002"), classOf(1_000_000, 0));
            var skb = ByteBuffer.allocate(192).order(ByteOrder.nativeOrder());
            skb.putInt(160, 1000); // bytes on the wire: a millisecond at this rate

            var before = System.nanoTime();
            var first = loaded.program("tc_edt").run(udp(53), skb.array());
            assertThat(first.returnValue()).isEqualTo(OK);
            assertThat(aggregate(classes, 8)).isGreaterThanOrEqualTo(before);
            assertThat(aggregate(classes, 24)).isEqualTo(1000);

            classes.update(hex("0a020002"), classOf(1_000_000, System.nanoTime() + 1_000_000_000L));
            var second = loaded.program("tc_edt").run(udp(53), skb.array());
            assertThat(second.returnValue()).isEqualTo(OK);
            assertThat(ByteBuffer.wrap(second.context())
                            .order(ByteOrder.nativeOrder())
                            .getLong(152))
                    .isEqualTo(aggregate(classes, 8));

            classes.update(hex("0a020002"), classOf(1_000_000, System.nanoTime() + 600_000_000_000L));
            assertThat(loaded.program("tc_edt").run(udp(53), skb.array()).returnValue())
                    .isEqualTo(SHOT);
            assertThat(aggregate(classes, 16)).as("dropped beyond the horizon").isEqualTo(1);
            assertThat(loaded.program("tc_edt").run(new byte[64]).returnValue()).isEqualTo(OK);
        }
    }

    private static byte[] classOf(long rate, long last) {
        var value = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        return value.putLong(0, rate).putLong(8, last).array();
    }

    private static long aggregate(LoadedMap classes, int field) {
        var value = classes.lookup(hex("0a020002")).orElseThrow();
        return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong(field);
    }

    @Test
    void translatesDestinations() {
        try (var loaded = load("TcNat")) {
            var nat = loaded.map("nat");
            nat.update(hex("0a02000200351100"), hex("0a05000914e900000000000000000000"));

            var run = loaded.program("tc_nat").run(udp(53));
            assertThat(run.returnValue()).isEqualTo(OK);
            var after = ByteBuffer.wrap(run.data());
            assertThat(after.getInt(30)).isEqualTo(0x0a050009);
            assertThat(after.getShort(36)).isEqualTo((short) 0x14e9);
            assertThat(checksum(after, 14, 20)).as("of the IP header").isEqualTo(0xffff);
            assertThat(nat.lookup(hex("0a02000200351100")).orElseThrow()[8]).isEqualTo((byte) 1);

            var other = udp(54);
            assertThat(loaded.program("tc_nat").run(other).data()).isEqualTo(other);
        }
    }

    @Test
    void asksRulesInOrder() {
        try (var loaded = load("TcAcl")) {
            loaded.map("rules").update(new byte[4], rules());
            assertThat(loaded.program("tc_acl").run(udp(53)).returnValue())
                    .as("met by the first")
                    .isEqualTo(SHOT);
            assertThat(loaded.program("tc_acl").run(udp(80)).returnValue())
                    .as("met by the second")
                    .isEqualTo(OK);
            assertThat(loaded.program("tc_acl").run(udp6(80)).returnValue())
                    .as("met by none")
                    .isEqualTo(SHOT);
            assertThat(loaded.program("tc_acl").run(new byte[64]).returnValue())
                    .as("not IP")
                    .isEqualTo(OK);
            assertThat(hits(loaded, 0)).isEqualTo(1);
            assertThat(hits(loaded, 1)).isEqualTo(1);
            assertThat(hits(loaded, 32)).isEqualTo(1);
        }
    }

    private static byte[] rules() {
        var value = ByteBuffer.allocate(8 + 32 * 16).order(ByteOrder.nativeOrder());
        value.putInt(2).putInt(0);
        for (var high : new int[] {53, 100})
            value.putInt(0x0a000000)
                    .putInt(0xff000000)
                    .putShort((short) 0)
                    .putShort((short) high)
                    .put((byte) UDP)
                    .put((byte) (high == 53 ? 0 : 1))
                    .putShort((short) 0);
        return value.array();
    }

    private static long hits(LoadedObject loaded, int rule) {
        var key = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(rule)
                .array();
        return loaded.map("hits").lookupPerCpu(key).orElseThrow().stream()
                .mapToLong(value ->
                        ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong())
                .sum();
    }

    @Test
    void steersByAddressAndPort() {
        try (var loaded = load("SkSteer")) {
            var key = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
            loaded.map("binds").update(key.array(), binding(0x0a020064, 1, 0xffff));
            loaded.map("binds").update(key.putInt(0, 1).array(), binding(0, 8000, 9000));
            assertThat(steer(loaded, DESTINATION, 80)).as("no rule").isEqualTo(1);
            assertThat(steer(loaded, DESTINATION, 8080))
                    .as("a rule without a socket")
                    .isZero();
            assertThat(steer(loaded, 0x0a020064, 80))
                    .as("a rule for the address")
                    .isZero();
        }
    }

    private static byte[] binding(int address, int low, int high) {
        var value = ByteBuffer.allocate(12).putInt(address).order(ByteOrder.nativeOrder());
        return value.putShort((short) low).putShort((short) high).array();
    }

    private static int steer(LoadedObject loaded, int address, int port) {
        var context = ByteBuffer.allocate(72).order(ByteOrder.nativeOrder());
        context.putInt(8, 2).putInt(12, 6).putInt(60, port);
        context.order(ByteOrder.BIG_ENDIAN).putInt(40, address);
        return loaded.program("sk_steer").runContext(context.array()).returnValue();
    }

    /** An IPv4 packet from 10.1.0.1. */
    private static byte[] udp(int port) {
        var packet = ByteBuffer.allocate(64);
        packet.putShort(12, (short) 0x0800).put(14, (byte) 0x45).putShort(16, (short) 50);
        packet.put(22, (byte) 64).put(23, (byte) UDP).putInt(26, 0x0a010001).putInt(30, DESTINATION);
        packet.putShort(24, (short) ~checksum(packet, 14, 20));
        packet.putShort(34, (short) 1234).putShort(36, (short) port).putShort(38, (short) 30);
        return packet.array();
    }

    /** An IPv6 packet from an address that ends like 192.0.2.1, behind options of 16 bytes. */
    private static byte[] udp6(int port) {
        var packet = ByteBuffer.allocate(96);
        packet.putShort(12, (short) 0x86dd).put(14, (byte) 0x60).putShort(18, (short) 42);
        packet.put(20, (byte) 60).putInt(34, 0xc0000201).put(54, (byte) UDP).put(55, (byte) 1);
        packet.putShort(70, (short) 1234).putShort(72, (short) port).putShort(74, (short) 26);
        return packet.array();
    }

    /** The sum of 16-bit words that checksums are the complement of. */
    private static int checksum(ByteBuffer packet, int start, int bytes) {
        var sum = 0;
        for (var at = start; at < start + bytes; at += 2) sum += packet.getShort(at) & 0xffff;
        while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
        return sum;
    }

    static LoadedObject load(String program) {
        var resource = "/META-INF/bpf/dev.skep.bench.programs." + program + ".bpf.o";
        try (var stream = TcProgramsTest.class.getResourceAsStream(resource)) {
            return Kernel.load(Objects.requireNonNull(stream, resource).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
