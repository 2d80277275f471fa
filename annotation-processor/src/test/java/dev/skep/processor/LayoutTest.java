package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Structs lie in memory as clang lays out the same in C, and the same statements do the same to their bytes. */
class LayoutTest {
    private static final Pattern TYPE = Pattern.compile("(?ms)^(?:struct|union|enum) (\\w+) \\{.*?^\\}[^;]*;");
    private static final int SIZE = 256;

    /** {@code s} is the struct, {@code n} a number of 64 bits, {@code r} what comes out. */
    private static final List<String> STATEMENTS = List.of(
            "s.flags.three = (int) n; r = s.flags.three;",
            "s.flags.twelve = (int) n; s.flags.twelve += 5; r = s.flags.twelve * 3;",
            "s.flags.twenty = (int) (n * 3); r = (long) s.flags.twenty + s.flags.three;",
            "s.flags.flag = n > 0; r = s.flags.flag ? 7 : s.flags.forty;",
            "s.flags.forty = n * 77; r = s.flags.forty;",
            "s.flags.seven = (byte) n; s.flags.seven++; r = s.flags.seven + s.flags.before * 1000L;",
            "s.flags.mode = s.flags.mode == Mode.ON ? Mode.AUTO : Mode.ON; r = s.flags.mode == Mode.AUTO ? 3 : 4;",
            "s.flags.after ^= (byte) n; s.flags.before -= (byte) s.flags.seven; r = s.flags.twelve;",
            "s.tight.b = (int) n; s.tight.c += (short) s.tight.b; r = s.tight.b + s.tight.c;",
            "s.tight.d = n * 5 + s.tight.d; r = s.tight.d;",
            "for (int i = 0; i < 3; i++) s.tight.words[i] += (short) (n + i); r = s.tight.words[1];",
            "s.tight.inner.b += (int) n; s.tight.inner.a = (byte) s.tight.inner.b; r = s.tight.inner.b;",
            "s.tight.five = (int) n; s.tight.thirteen = n >> 3; r = s.tight.five * 100 + s.tight.thirteen;",
            "s.tight.sixty = n; s.tight.five--; r = s.tight.sixty;",
            "s.tight.last = (byte) n; s.tight.pair = (int) n * 3; r = s.tight.pair - s.tight.last;",
            "s.number.word = (int) n; r = s.number.half + s.number.bytes[2] * 1000000L;",
            "s.number.inner.b = (int) n; s.number.bytes[4] = 3; r = s.number.inner.b + s.number.low;",
            "s.number.low = (int) n; r = s.number.word;",
            "s.around.number.word = (int) n; s.around.kind = s.around.number.bytes[1]; r = s.around.number.low;",
            "s.around.point.far.z = (short) n; s.around.point.far.set = n == 3; r = s.around.point.x;",
            "s.around.mode = s.around.point.x > 3 ? Mode.ON : Mode.OFF; s.around.point.x = (int) n; r = 1;",
            "s.wide.small = n > 0 ? Small.HIGH : Small.LOW; r = s.wide.small == Small.LOW ? 4 : 5;",
            "s.wide.large = n > 0 ? Large.FIRST : Large.LAST; r = s.wide.large == Large.LAST ? 4 : 5;",
            "s.wide.far = (int) n; s.wide.aligned = (byte) (s.wide.far + 1); r = s.wide.far;",
            "s.between = (byte) n; s.flags.three = s.between; s.tight.five = s.flags.three; r = s.tight.five;");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"little", "big"})
    void membersLieWhereClangPutsThem(String endian) {
        var ours = folder.resolve("ours.o");
        write(
                ours,
                Build.with(List.of("-Askep.endian=" + endian), "Layouts", source(""))
                        .objectOrFail("Layouts"));
        var theirs = compiled(text("layouts.c"), endian.equals("big") ? "bpfeb" : "bpfel");
        assertThat(types(ours)).containsAllEntriesOf(types(theirs)).containsKeys("All", "Tight", "Number", "Small");
    }

    @Test
    void statementsDoTheSameToTheBytes() {
        Kernel.require();
        var random = new Random(7);
        try (var java = Kernel.load(Build.of("Layouts", source(programs())).objectOrFail("Layouts"));
                var c = Kernel.load(read(compiled(text("layouts.c") + inC(), "bpfel")))) {
            for (var i = 0; i < STATEMENTS.size(); i++) {
                for (var n : new long[] {0, 1, -1, 3, 0x1234_5678_9abc_def0L, random.nextLong()}) {
                    var packet = packet(n, random);
                    var expected = c.program("packet_" + i).run(packet);
                    assertThat(expected.returnValue()).isEqualTo(2);
                    for (var way : List.of("packet", "frame", "function", "value"))
                        assertThat(java.program(way + "_" + i).run(packet).data())
                                .as("%s with n = %d, %s", STATEMENTS.get(i), n, way)
                                .isEqualTo(expected.data());
                }
            }
        }
    }

    /** Bytes by chance; a {@code bool} is 0 or 1. */
    private static byte[] packet(long n, Random random) {
        var packet = new byte[SIZE];
        random.nextBytes(packet);
        for (var i = 0; i < packet.length; i++) packet[i] &= (byte) 0xfe;
        ByteBuffer.wrap(packet).order(ByteOrder.nativeOrder()).putLong(0, n);
        return packet;
    }

    private static String source(String programs) {
        return "import dev.skep.lang.*;\n@Bpf(license = \"GPL\", minKernel = \"6.6\")\nfinal class Layouts {\n"
                + text("Layouts.txt") + "    static final BpfArray<All> alls = BpfArray.of(1);\n" + programs
                + "    @Xdp static int any(XdpContext context) { return alls.lookup(0) == null ? 1 : 2; }\n}\n";
    }

    private static String programs() {
        var programs = new StringBuilder();
        for (var i = 0; i < STATEMENTS.size(); i++) programs.append("""
                    static long do_%1$d(All s, long n) { long r = 0; %2$s return r; }
                    @Subprogram static long alone_%1$d(All s, long n) { return do_%1$d(s, n); }
                    @Xdp static int packet_%1$d(XdpContext context) {
                        var s = context.packet().next(All.class);
                        if (s == null) return 1;
                        s.result = do_%1$d(s, s.n);
                        return 2;
                    }
                    @Xdp static int frame_%1$d(XdpContext context) {
                        var s = context.packet().next(All.class);
                        if (s == null) return 1;
                        var copy = Memory.copyOf(s);
                        copy.result = do_%1$d(copy, copy.n);
                        Memory.copy(s, copy);
                        return 2;
                    }
                    @Xdp static int function_%1$d(XdpContext context) {
                        var s = context.packet().next(All.class);
                        if (s == null) return 1;
                        var copy = Memory.copyOf(s);
                        copy.result = alone_%1$d(copy, copy.n);
                        Memory.copy(s, copy);
                        return 2;
                    }
                    @Xdp static int value_%1$d(XdpContext context) {
                        var s = context.packet().next(All.class);
                        var value = alls.lookup(0);
                        if (s == null || value == null) return 1;
                        Memory.copy(value, s);
                        value.result = do_%1$d(value, s.n);
                        Memory.copy(s, value);
                        return 2;
                    }
                """.formatted(i, STATEMENTS.get(i)));
        return programs.toString();
    }

    /** The same statements, where a few names mean in C what they mean in Java. */
    private static String inC() {
        var programs = new StringBuilder();
        for (var i = 0; i < STATEMENTS.size(); i++)
            programs.append("""
                __attribute__((section("xdp"))) int packet_%1$d(struct xdp_md *context) {
                    struct All *p = (void *) (long) context->data;
                    if ((void *) (p + 1) > (void *) (long) context->data_end) return 1;
                    long long n = p->n, r = 0;
                #define s (*p)
                    %2$s
                    s.result = r;
                #undef s
                    return 2;
                }
                """.formatted(
                            i,
                            STATEMENTS
                                    .get(i)
                                    .replaceAll("(Mode|Small|Large)\\.(\\w+)", "$2")
                                    .replace("around.number.", "around.")
                                    .replace("around.point.", "around.")
                                    .replace("(long)", "(long long)")));
        return programs.append("char _license[] __attribute__((section(\"license\"))) = \"GPL\";\n")
                .toString();
    }

    private Path compiled(String source, String target) {
        var file = folder.resolve("layouts.c");
        write(file, source.getBytes(StandardCharsets.UTF_8));
        var object = folder.resolve("theirs.o");
        Judge.require("clang-19")
                .run(
                        "-O2",
                        "-g",
                        "-fwrapv",
                        "-mcpu=v4",
                        "-target",
                        target,
                        "-c",
                        file.toString(),
                        "-o",
                        object.toString())
                .orFail();
        return object;
    }

    /** The declarations of types that bpftool reads out of an object, by name. */
    private static Map<String, String> types(Path object) {
        var dump = Judge.require("bpftool")
                .run("btf", "dump", "file", object.toString(), "format", "c")
                .orFail()
                .out();
        Map<String, String> types = new TreeMap<>();
        TYPE.matcher(dump).results().forEach(match -> types.put(match.group(1), match.group()));
        types.keySet()
                .retainAll(List.of(
                        "Mode", "Small", "Large", "Inner", "Number", "Tight", "Flags", "Wide", "Far", "Around", "All"));
        return types;
    }

    private static String text(String resource) {
        try (var input = LayoutTest.class.getResourceAsStream(resource)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
