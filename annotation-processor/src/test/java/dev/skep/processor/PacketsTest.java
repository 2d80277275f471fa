package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that are long enough for one header and not for another. */
class PacketsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Packets {
                @Struct static final class Small { @Length(18) byte[] bytes; byte last; }
                @Struct static final class Middle { @Length(40) byte[] bytes; byte last; }
                @Struct static final class Large { @Length(80) byte[] bytes; byte last; }

                @Xdp
                static int longestFirst(XdpContext context) {
                    var packet = context.packet();
                    var large = packet.peek(Large.class);
                    if (large != null) return 1000 + large.last;
                    var middle = packet.peek(Middle.class);
                    if (middle != null) return 2000 + middle.last;
                    var small = packet.peek(Small.class);
                    return small != null ? 3000 + small.last : 4;
                }

                @Xdp
                static int optional(XdpContext context) {
                    var packet = context.packet();
                    var small = packet.peek(Small.class);
                    if (small == null) return 4;
                    var large = packet.peek(Large.class);
                    small.bytes[3] = large != null ? large.last : 77;
                    var middle = packet.peek(Middle.class);
                    return small.bytes[3] + (middle != null ? middle.last : 500) + small.last;
                }

                @Xdp
                static int inTurn(XdpContext context) {
                    var packet = context.packet();
                    var small = packet.next(Small.class);
                    if (small == null) return 4;
                    var large = packet.next(Large.class);
                    if (large != null) return 1000 + large.last + small.last;
                    var middle = packet.next(Middle.class);
                    if (middle != null) return 2000 + middle.last + small.last;
                    var again = packet.next(Small.class);
                    return again == null ? 3000 + small.last : 5000 + again.last + small.bytes[1];
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    /** Each byte is its place. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void goTheWayOfWhatFits(String optimized) {
        var build = Build.with(List.of("-Askep.optimize=" + optimized), "Packets", SOURCE);
        try (var object = Kernel.load(build.objectOrFail("Packets"))) {
            for (var length = 14; length < 110; length++) {
                var packet = new byte[length];
                for (var i = 0; i < length; i++) packet[i] = (byte) i;
                assertThat(object.program("longestFirst").run(packet).returnValue())
                        .as("of " + length)
                        .isEqualTo(length > 80 ? 1080 : length > 40 ? 2040 : length > 18 ? 3018 : 4);
                assertThat(object.program("optional").run(packet).returnValue())
                        .as("of " + length)
                        .isEqualTo(length < 19 ? 4 : (length > 80 ? 80 : 77) + (length > 40 ? 40 : 500) + 18);
                assertThat(object.program("inTurn").run(packet).returnValue())
                        .as("of " + length)
                        .isEqualTo(inTurn(length));
            }
        }
    }

    private static int inTurn(int length) {
        if (length < 19) return 4;
        if (length >= 19 + 81) return 1000 + 99 + 18;
        if (length >= 19 + 41) return 2000 + 59 + 18;
        return length < 19 + 19 ? 3000 + 18 : 5000 + 37 + 1;
    }
}
