package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of the kernel that runs, and sections that end on every way out. */
class KfuncsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.17")
            final class Kfuncs {
                @Struct
                static final class Text {
                    @Length(16) byte[] first;
                    @Length(16) byte[] second;
                }

                static final BpfArray<Text> texts = BpfArray.of(1);

                @Kfunc("bpf_strlen")
                private static native int strlen(byte[] text);

                @Kfunc("bpf_strcmp")
                private static native int strcmp(byte[] one, byte[] other);

                @Kfunc("bpf_strchr")
                private static native int strchr(byte[] text, char what);

                @Kfunc("bpf_rcu_read_lock")
                private static native void lock();

                @Kfunc("bpf_rcu_read_unlock")
                private static native void unlock();

                @Xdp
                static int length(XdpContext context) {
                    var packet = context.packet().next(Text.class);
                    var text = texts.lookup(0);
                    if (packet == null || text == null) return -1;
                    Memory.copy(text, packet);
                    return strlen(text.first) + 100 * strlen(text.second);
                }

                @Xdp
                static int compared(XdpContext context) {
                    var packet = context.packet().next(Text.class);
                    if (packet == null) return -1;
                    var text = Memory.copyOf(packet);
                    return strcmp(text.first, text.second) + 10;
                }

                @Xdp
                static int found(XdpContext context) {
                    var packet = context.packet().next(Text.class);
                    if (packet == null) return -1;
                    var text = Memory.copyOf(packet);
                    return strchr(text.first, (char) text.second[0]) + 10;
                }

                @Xdp
                static int declared(XdpContext context) {
                    lock();
                    int n = context.rxQueueIndex + 5;
                    unlock();
                    return n;
                }

                @Xdp
                static int section(XdpContext context) {
                    var packet = context.packet().next(Text.class);
                    if (packet == null) return -1;
                    int n = 0;
                    for (int i = 0; i < 4; i++) {
                        try (var rcu = Kernel.rcuReadLock()) {
                            if (packet.first[0] == 'x') return 77;
                            if (packet.first[1] == 'o') break;
                            if (i == 2) continue;
                            n += 10;
                        }
                        try (var alone = Kernel.preemptDisable()) {
                            n++;
                        }
                    }
                    return n;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource({
        "length,   hello, you,   305",
        "compared, hello, hello, 10",
        "compared, hallo, hello, 9",
        "compared, hi,    he,    11",
        "found,    hello, o,     14",
        "found,    hello, x,     8",
        "declared, a,     b,     5",
        "section,  hello, b,     33",
        "section,  xello, b,     77",
        "section,  hollo, b,     0",
    })
    // spotless:on
    void areCalled(String program, String first, String second, int expected) {
        try (var object = Kernel.load(Build.of("Kfuncs", SOURCE).objectOrFail("Kfuncs"))) {
            var packet = Arrays.copyOf(first.getBytes(StandardCharsets.UTF_8), 64);
            var other = second.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(other, 0, packet, 16, other.length);
            assertThat(object.program(program).run(packet).returnValue()).isEqualTo(expected);
        }
    }
}
