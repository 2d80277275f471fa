package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What programs write to contexts and packets, in the kernel. */
class ContextsTest {
    private static final int DROP = 0;
    private static final int PASS = 1;

    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Contexts {
                static final BpfSockMap sockets = BpfSockMap.of(2);

                @Tc
                static int write(SkBuff skb) {
                    skb.mark += 4;
                    skb.tstamp += 1L << 40;
                    skb.tcIndex = 7;
                    return (int) skb.priority;
                }

                @Tc
                static int translate(SkBuff skb) {
                    var port = U16.of(ByteOrder.htons((short) 8080));
                    if (skb.l4CsumReplace(40, ByteOrder.htons((short) 80), port.value, 2) != 0) return 1;
                    return skb.storeBytes(36, port, 0) == 0 ? 0 : 1;
                }

                @SkLookup
                static SkAction steer(SkLookupContext context) {
                    if (context.localIp4 != 0x7f000001 || context.remotePort == 443) return SkAction.PASS;
                    try (var socket = sockets.lookup(context.localPort & 1)) {
                        if (socket == null) return SkAction.DROP;
                        return context.assign(socket, 0) == 0 ? SkAction.PASS : SkAction.DROP;
                    }
                }
            }
            """;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void fieldsOfAPacketAreWritten() {
        var skb = ByteBuffer.allocate(192).order(ByteOrder.nativeOrder());
        skb.putInt(8, 38).putInt(32, 5).putLong(152, 2);
        try (var loaded = load()) {
            var run = loaded.program("write").run(new byte[64], skb.array());
            var after = ByteBuffer.wrap(run.context()).order(ByteOrder.nativeOrder());
            assertThat(run.returnValue()).isEqualTo(5);
            assertThat(after.getInt(8)).as("mark").isEqualTo(42);
            assertThat(after.getLong(152)).as("tstamp").isEqualTo((1L << 40) + 2);
        }
    }

    @Test
    void bytesAndChecksumsOfAPacketAreReplaced() {
        var packet = ByteBuffer.allocate(64);
        packet.putShort(12, (short) 0x0800).put(14, (byte) 0x45).put(23, (byte) 17);
        packet.putShort(36, (short) 80).putShort(40, (short) 0x1234);
        try (var loaded = load()) {
            var run = loaded.program("translate").run(packet.array());
            var after = ByteBuffer.wrap(run.data());
            assertThat(run.returnValue()).isZero();
            assertThat(after.getShort(36)).isEqualTo((short) 8080);
            // the sum of both is what it was: RFC 1624
            assertThat((0xffff - after.getShort(40) & 0xffff) % 0xffff)
                    .isEqualTo((0xffff - 0x1234 - 80 + 8080) % 0xffff);
        }
    }

    @Test
    void socketsAreLookedUpByWhatTheContextSays() {
        try (var loaded = load()) {
            assertThat(steer(loaded, 0x7f000002, 80)).isEqualTo(PASS);
            assertThat(steer(loaded, 0x7f000001, 443)).isEqualTo(PASS);
            assertThat(steer(loaded, 0x7f000001, 80))
                    .as("there is no socket in the map")
                    .isEqualTo(DROP);
        }
    }

    private static int steer(dev.skep.testkit.LoadedObject loaded, int localAddress, int remotePort) {
        var context = ByteBuffer.allocate(72).order(ByteOrder.nativeOrder());
        context.putInt(8, 2).putInt(12, 6).putInt(60, 8080);
        context.order(ByteOrder.BIG_ENDIAN).putShort(36, (short) remotePort).putInt(40, localAddress);
        return loaded.program("steer").runContext(context.array()).returnValue();
    }

    private static dev.skep.testkit.LoadedObject load() {
        return Kernel.load(Build.of("Contexts", SOURCE).objectOrFail("Contexts"));
    }
}
