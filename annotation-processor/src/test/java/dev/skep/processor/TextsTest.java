package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.object.ObjectReader;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Text in the kernel: the kernel prints, formats and compares it, and this says what it should have. */
class TextsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.17")
            final class Texts {
                private static final String MARK = "skep-test";

                @Struct
                static final class Line {
                    long mark;
                    int number;
                    @Unsigned int big;
                    short small;
                    @Length(16) byte[] comm;
                    @Length(64) byte[] text;
                    int result;
                }

                static final Line line = new Line();

                @Xdp static int printsThree(XdpContext context) {
                    var packet = context.packet().next(Line.class);
                    if (packet == null) return 0;
                    Memory.copy(line, packet);
                    return (int) Kernel.printk("skep %lx %d %u\\n", line.mark, line.number, line.big);
                }

                @Xdp static int printsMore(XdpContext context) {
                    var packet = context.packet().next(Line.class);
                    if (packet == null) return 0;
                    Memory.copy(line, packet);
                    return (int) Kernel.printk("%s %lx %d %u %x %s", MARK, line.mark, line.number,
                        line.big, line.small, line.comm);
                }

                @Xdp static int printsNothingElse(XdpContext context) {
                    return (int) Kernel.printk("100%% skep\\n");
                }

                @Xdp static int formats(XdpContext context) {
                    var packet = context.packet().next(Line.class);
                    if (packet == null) return 0;
                    Memory.copy(line, packet);
                    line.result = (int) Kernel.snprintf(line.text, "%d|%5u|%-4d|%08x|%s|%s|%c%%", line.number, line.big, line.small, line.number,
                        line.comm, "Grüße", 'x');
                    Memory.copy(packet, line);
                    return 2;
                }

                @Xdp static int formatsNothing(XdpContext context) {
                    var packet = context.packet().next(Line.class);
                    if (packet == null) return 0;
                    Memory.copy(line, packet);
                    line.result = (int) Kernel.snprintf(line.text, \"""
                        a
                        b\""");
                    Memory.copy(packet, line);
                    return 2;
                }

                @Xdp static int compares(XdpContext context) {
                    var packet = context.packet().next(Line.class);
                    if (packet == null) return 0;
                    Memory.copy(line, packet);
                    line.result = (Kernel.strncmp(line.comm, "bash") == 0 ? 1 : 0) | (Bytes.equal(line.comm, "bash") ? 2 : 0)
                        | (Bytes.equal(line.comm, "") ? 4 : 0) | (Bytes.equal(line.comm, "bash-with-16-bs!") ? 8 : 0);
                    Memory.copy(packet, line);
                    return 2;
                }

                @Xdp static int writes(XdpContext context) {
                    var packet = context.packet().next(Line.class);
                    if (packet == null) return 0;
                    Memory.copy(line, packet);
                    Bytes.set(line.comm, MARK);
                    var own = Bytes.of("é");
                    line.result = own.length * 1000 + (own[0] & 255) + MARK.length() * 100_000 + (own[2] == 0 ? 1 : 0);
                    Memory.copy(packet, line);
                    return 2;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void formatsAsCDoes() {
        try (var object = load()) {
            var line = line(object, "formats", packet(1, -42, 7, (short) -3, "bash"));
            var text = "-42|    7|-3  |ffffffd6|bash|Grüße|x%";
            assertThat(text(line, 34, 64)).isEqualTo(text);
            assertThat(line.getInt(100)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length + 1);
            assertThat(text(line(object, "formatsNothing", packet(0, 0, 0, (short) 0, "")), 34, 64))
                    .isEqualTo("a\nb");
        }
    }

    @Test
    void comparesUpToTheNul() {
        try (var object = load()) {
            assertThat(compared(object, "bash")).isEqualTo(3);
            assertThat(compared(object, "bash\0rest")).isEqualTo(3);
            assertThat(compared(object, "bash2")).isZero();
            assertThat(compared(object, "bas")).isZero();
            assertThat(compared(object, "")).isEqualTo(4);
            assertThat(compared(object, "bash-with-16-bs!")).isEqualTo(8);
        }
    }

    @Test
    void writesText() {
        try (var object = load()) {
            var line = line(object, "writes", packet(0, 0, 0, (short) 0, "longer-than-that"));
            assertThat(Arrays.copyOfRange(line.array(), 18, 34))
                    .isEqualTo(Arrays.copyOf("skep-test".getBytes(StandardCharsets.UTF_8), 16));
            assertThat(line.getInt(100)).isEqualTo(900_000 + 3000 + 0xc3 + 1);
        }
    }

    @Test
    void printsToTheTrace() throws IOException, InterruptedException {
        try (var object = load()) {
            var mark = System.nanoTime() | 1L << 62;
            var packet = packet(mark, -5, -1, (short) -2, "comm");
            var hexadecimal = Long.toHexString(mark);
            var three = "skep " + hexadecimal + " -5 4294967295";
            var more = "skep-test " + hexadecimal + " -5 4294967295 fffffffe comm";
            assertThat(object.program("printsThree").run(packet).returnValue()).isEqualTo(three.length() + 1);
            assertThat(object.program("printsMore").run(packet).returnValue()).isEqualTo(more.length());
            assertThat(object.program("printsNothingElse").run(packet).returnValue())
                    .isEqualTo("100% skep\n".length());
            assertThat(trace()).contains(": " + three + "\n").contains(": " + more + "\n");
        }
    }

    @Test
    void textsOfMethodsThatNothingCallsAreLeftOut() {
        var source = "import dev.skep.lang.*; @Bpf(license = \"GPL\") final class Quiet { "
                + "static void never(int a) { Kernel.printk(\"%d\", a); } @Xdp static int program(XdpContext c) { return 2; } }";
        assertThat(ObjectReader.read(Build.of("Quiet", source).objectOrFail("Quiet"))
                        .globals())
                .isEmpty();
    }

    /** What was traced, seen through a mount that nobody else sees. */
    private static String trace() throws IOException, InterruptedException {
        var mount = "mount -t tracefs none /sys/kernel/tracing && cat /sys/kernel/tracing/trace";
        var process = new ProcessBuilder("unshare", "-m", "sh", "-c", mount)
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, "no tracefs here: " + text);
        return text;
    }

    private static int compared(LoadedObject object, String comm) {
        return line(object, "compares", packet(0, 0, 0, (short) 0, comm)).getInt(100);
    }

    private static LoadedObject load() {
        return Kernel.load(Build.of("Texts", SOURCE).objectOrFail("Texts"));
    }

    private static byte[] packet(long mark, int number, int big, short small, String comm) {
        var packet = ByteBuffer.allocate(104).order(ByteOrder.nativeOrder());
        packet.putLong(mark).putInt(number).putInt(big).putShort(small).put(comm.getBytes(StandardCharsets.UTF_8));
        return packet.array();
    }

    private static ByteBuffer line(LoadedObject object, String program, byte[] packet) {
        var run = object.program(program).run(packet);
        assertThat(run.returnValue()).isEqualTo(2);
        return ByteBuffer.wrap(run.data()).order(ByteOrder.nativeOrder());
    }

    private static String text(ByteBuffer line, int offset, int length) {
        var bytes = Arrays.copyOfRange(line.array(), offset, offset + length);
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf('\0'));
    }
}
