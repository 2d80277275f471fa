package dev.skep.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code PortGuard} in the kernel, on crafted packets. Its test run takes a packet with an Ethernet header and starts behind it. */
final class PortGuardTest {
    private static final int DROP = 0;
    private static final int PASS = 1;
    private static final int ETHERNET = 14;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int HOP_OPTIONS = 0;
    private static final short BLOCKED = 8080;
    private static final short OPEN = 8081;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void dropsWhatGoesToABlockedPortOnly() {
        try (var loaded = guarded(0)) {
            assertThat(verdict(loaded, ipv4(5, UDP, BLOCKED))).isEqualTo(DROP);
            assertThat(verdict(loaded, ipv4(5, TCP, BLOCKED))).isEqualTo(DROP);
            assertThat(verdict(loaded, ipv4(5, UDP, OPEN))).isEqualTo(PASS);
            assertThat(verdict(loaded, ipv4(5, 1, BLOCKED))).as("ICMP").isEqualTo(PASS);
        }
    }

    @Test
    void looksBehindIpv4Options() {
        try (var loaded = guarded(0)) {
            for (int words = 5; words <= 15; words++)
                assertThat(verdict(loaded, ipv4(words, UDP, BLOCKED)))
                        .as("%d words", words)
                        .isEqualTo(DROP);
        }
    }

    @Test
    void looksBehindUpToThreeIpv6Extensions() {
        try (var loaded = guarded(0)) {
            for (int extensions = 0; extensions <= 5; extensions++)
                assertThat(verdict(loaded, ipv6(extensions, BLOCKED)))
                        .as("%d extensions", extensions)
                        .isEqualTo(extensions < 4 ? DROP : PASS);
        }
    }

    @Test
    void lessThanAHeaderPasses() {
        try (var loaded = guarded(0)) {
            byte[] whole = ipv4(5, UDP, BLOCKED);
            assertThat(verdict(loaded, Arrays.copyOf(whole, ETHERNET + 20 + 4))).isEqualTo(PASS);
        }
    }

    @Test
    void aPortOpensWhenItsTimeHasCome() {
        try (var past = guarded(1);
                var future = guarded(Long.MAX_VALUE)) {
            assertThat(verdict(past, ipv4(5, UDP, BLOCKED))).isEqualTo(PASS);
            assertThat(verdict(future, ipv4(5, UDP, BLOCKED))).isEqualTo(DROP);
        }
    }

    @Test
    void remembersHowOftenAndHowMuch() {
        try (var loaded = guarded(0)) {
            long attempts = 0;
            long mean = 0;
            for (int padding : new int[] {0, 900, 3, 500, 0, 0, 7}) {
                byte[] packet = Arrays.copyOf(ipv4(5, UDP, BLOCKED), 60 + padding);
                verdict(loaded, packet);
                attempts++;
                mean += (packet.length - ETHERNET - mean) / attempts;
            }
            var block = ByteBuffer.wrap(loaded.map("blocked").lookup(key()).orElseThrow())
                    .order(ByteOrder.nativeOrder());
            assertThat(block.getLong(8)).isEqualTo(attempts);
            assertThat(block.getLong(16))
                    .as("mean bytes, negative steps included")
                    .isEqualTo(mean);
        }
    }

    @Test
    void isSmallerThanWhatClangMakes(@TempDir Path folder) {
        assertThat(InC.size(Sample.PORT_GUARD.object())).isLessThan(InC.size(InC.portGuard(folder)));
    }

    @Test
    void judgesAndRemembersWhatTheProgramInCDoes(@TempDir Path folder) {
        List<byte[]> whole = new ArrayList<>();
        for (int words = 5; words <= 15; words++) whole.add(ipv4(words, words % 2 == 0 ? UDP : TCP, BLOCKED));
        for (int extensions = 0; extensions <= 5; extensions++) whole.add(ipv6(extensions, BLOCKED));

        try (var ours = guarded(Sample.PORT_GUARD.object(), 0);
                var theirs = guarded(InC.portGuard(folder), 0)) {
            for (byte[] packet : whole) {
                for (int length = shortest(packet); length <= packet.length; length++) {
                    byte[] cut = Arrays.copyOf(packet, length);
                    assertThat(verdict(ours, cut))
                            .as("%d bytes: %s", length, Arrays.toString(packet))
                            .isEqualTo(verdict(theirs, cut));
                    assertThat(ours.map("blocked").lookup(key()).orElseThrow())
                            .isEqualTo(theirs.map("blocked").lookup(key()).orElseThrow());
                }
            }
        }
    }

    /** What the kernel lets a test run have: no less than the IP header without options. */
    private static int shortest(byte[] packet) {
        return ETHERNET + (packet[ETHERNET] >> 4 == 4 ? 20 : 40);
    }

    private static LoadedObject guarded(long until) {
        return guarded(Sample.PORT_GUARD.object(), until);
    }

    private static LoadedObject guarded(Path object, long until) {
        var loaded = Kernel.load(object);
        byte[] block = ByteBuffer.allocate(24)
                .order(ByteOrder.nativeOrder())
                .putLong(until)
                .array();
        loaded.map("blocked").update(key(), block);
        return loaded;
    }

    private static byte[] key() {
        return ByteBuffer.allocate(2)
                .order(ByteOrder.nativeOrder())
                .putShort(BLOCKED)
                .array();
    }

    private static int verdict(LoadedObject loaded, byte[] packet) {
        return loaded.program("guard").run(packet).returnValue();
    }

    private static byte[] ipv4(int words, int protocol, short port) {
        var packet = ByteBuffer.allocate(ETHERNET + words * 4 + 20);
        packet.putShort(12, (short) 0x0800).put(ETHERNET, (byte) (0x40 | words)).put(ETHERNET + 9, (byte) protocol);
        packet.putShort(ETHERNET + words * 4 + 2, port);
        return packet.array();
    }

    private static byte[] ipv6(int extensions, short port) {
        int udp = ETHERNET + 40 + extensions * 8;
        var packet = ByteBuffer.allocate(udp + 8);
        packet.putShort(12, (short) 0x86dd).put(ETHERNET, (byte) 0x60);
        packet.put(ETHERNET + 6, (byte) (extensions == 0 ? UDP : HOP_OPTIONS));
        for (int i = 0; i < extensions; i++)
            packet.put(ETHERNET + 40 + i * 8, (byte) (i == extensions - 1 ? UDP : HOP_OPTIONS));
        packet.putShort(udp + 2, port);
        return packet.array();
    }
}
