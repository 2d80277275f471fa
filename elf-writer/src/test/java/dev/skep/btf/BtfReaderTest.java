package dev.skep.btf;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reader says about bytes that are not quite BTF. */
class BtfReaderTest {
    private static final int INT = 0x0100_0000;
    private static final int PTR = 0x0200_0000;
    private static final int ARRAY = 0x0300_0000;
    private static final int STRUCT = 0x0400_0000;
    private static final int FUNC = 0x0C00_0000;
    private static final int CONST = 0x0A00_0000;

    // spotless:off
    static Stream<Arguments> bad() {
        return Stream.of(
            header("too short",          b -> b.limit(20),             "BTF has 20 bytes, its header alone has 24 (at byte 0)"),
            header("magic",              b -> b.putShort(0, (short) 1), "BTF does not start with the magic number eb9f (at byte 0)"),
            header("version",            b -> b.put(2, (byte) 2),      "BTF has version 2, known is 1 (at byte 2)"),
            header("flags",              b -> b.put(3, (byte) 1),      "BTF has unknown flags 1 (at byte 3)"),
            header("short header",       b -> b.putInt(4, 20),         "BTF has a header of 20 bytes, allowed are multiples of 4 from 24 to 45 (at byte 4)"),
            header("long header",        b -> b.putInt(4, -4),         "BTF has a header of 4294967292 bytes, allowed are multiples of 4 from 24 to 45 (at byte 4)"),
            header("types outside",      b -> b.putInt(12, 1 << 30),   "type section of 1073741824 bytes at 24 leaves the section of 45 bytes (at byte 8)"),
            header("types at 4 GiB",     b -> b.putInt(8, -4),         "type section of 16 bytes at 4294967316 leaves the section of 45 bytes (at byte 8)"),
            header("types unaligned",    b -> b.putInt(8, 2),          "type section starts at 2, not at a multiple of 4 (at byte 8)"),
            header("strings outside",    b -> b.putInt(20, 6),         "string section of 6 bytes at 40 leaves the section of 45 bytes (at byte 8)"),
            header("no strings",         b -> b.putInt(20, 0),         "string section does not start and end with a zero byte (at byte 40)"),
            header("open string",        b -> b.putInt(20, 4),         "string section does not start and end with a zero byte (at byte 40)"),
            types("half a record",       "type record needs 12 more bytes, the type section has 8 left (at byte 24)", 0, PTR),
            types("kind 0",              "type kind 0, known are 1 to 19 (at byte 24)", 0, 0, 0),
            types("kind 20",             "type kind 20, known are 1 to 19 (at byte 24)", 0, 0x1400_0000, 0),
            types("unknown bits",        "info word 42000000 has bits that mean nothing (at byte 24)", 0, 0x4000_0000 | PTR, 0),
            types("named pointer",       "PTR with the name int, it has none (at byte 24)", 1, PTR, 0),
            types("elements of pointer", "PTR with 3 elements, it has none (at byte 24)", 0, PTR | 3, 0),
            types("flag of pointer",     "PTR with kind_flag set, it has none (at byte 24)", 0, 1 << 31 | PTR, 0),
            types("sized array",         "ARRAY with size or type 4, it has neither (at byte 24)", 0, ARRAY, 4, 0, 0, 0),
            types("name outside",        "string offset 5, strings have 5 bytes (at byte 24)", 5, INT, 4, 32),
            types("name at 4 GiB",       "string offset 4294967295, strings have 5 bytes (at byte 24)", -1, INT, 4, 32),
            types("no int data",         "type record needs 4 more bytes, the type section has 0 left (at byte 24)", 1, INT, 4),
            types("int encoding",        "INT int has encoding 5, known are 0 none, 1 signed, 2 char, 4 bool (at byte 24)", 1, INT, 4, 0x0500_0020),
            types("int data",            "INT data 8020 has bits that mean nothing (at byte 24)", 1, INT, 4, 0x8020),
            types("int size",            "size of INT int is -1, allowed are 0 to 2147483647 (at byte 24)", 1, INT, -1, 32),
            types("too many members",    "type record needs 786420 more bytes, the type section has 0 left (at byte 24)", 1, STRUCT | 0xFFFF, 4),
            types("reference outside",   "reference to type 2, there are at most 1 types (at byte 24)", 0, PTR, 2),
            types("negative reference",  "reference to type 4294967295, there are at most 1 types (at byte 24)", 0, PTR, -1),
            types("reference past end",  "reference to type 2 of 1 (at byte 24)", 0, ARRAY, 0, 2, 0, 1),
            types("linkage",             "linkage 3, known are 0 static, 1 global, 2 extern (at byte 24)", 1, FUNC | 3, 0),
            types("loop",                "CONST [1] starts a chain of more than 64 modifiers and arrays (at byte 24)", 0, CONST, 1));
    }
    // spotless:on

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void says(String name, byte[] bytes, String message) {
        assertThatThrownBy(() -> BtfReader.read(bytes))
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessage("[SKEP5002] " + message);
    }

    @Test
    void takesALongerHeaderOfZeros() {
        var longer = withHeader(40);
        assertThat(BtfReader.read(longer.array())).isEqualTo(AllKinds.graph());
        longer.put(32, (byte) 1);
        assertThatThrownBy(() -> BtfReader.read(longer.array()))
                .hasMessage("[SKEP5002] the header has fields that are not known here (at byte 32)");
    }

    /** Sizes of records, which new kernels write after the types; we know them. */
    @Test
    void takesAHeaderWithALayoutSection() {
        var longer = withHeader(32);
        longer.putInt(24, longer.getInt(16)).putInt(28, longer.getInt(20));
        assertThat(BtfReader.read(longer.array())).isEqualTo(AllKinds.graph());
        longer.putInt(28, longer.capacity());
        assertThatThrownBy(() -> BtfReader.read(longer.array())).hasMessageContaining("layout section of ");
    }

    private static ByteBuffer withHeader(int size) {
        byte[] plain = BtfWriter.of(AllKinds.graph(), LITTLE_ENDIAN).btf();
        var longer = ByteBuffer.allocate(plain.length + size - 24).order(LITTLE_ENDIAN);
        return longer.put(plain, 0, 24)
                .position(size)
                .put(plain, 24, plain.length - 24)
                .putInt(4, size);
    }

    @Test
    void refusesStringsThatShareTailsWithoutEnd() {
        int types = 4000;
        var bytes = ByteBuffer.allocate(24 + types * 12 + types + 2).order(LITTLE_ENDIAN);
        bytes.putInt(0x0001_EB9F)
                .putInt(24)
                .putInt(0)
                .putInt(types * 12)
                .putInt(types * 12)
                .putInt(types + 2);
        for (int i = 0; i < types; i++) {
            bytes.putInt(i + 1).putInt(0x0700_0000).putInt(0);
        }
        Arrays.fill(bytes.array(), bytes.position() + 1, bytes.capacity() - 1, (byte) 'x');
        assertThatThrownBy(() -> BtfReader.read(bytes.array()))
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessageContaining("strings that share tails add up to 16 times their section");
    }

    @Test
    void refusesANameThatIsNoText() {
        byte[] bytes = btf(1, INT, 4, 32);
        bytes[bytes.length - 3] = (byte) 0xFF;
        assertThatThrownBy(() -> BtfReader.read(bytes)).hasMessage("[SKEP5002] string is not UTF-8 (at byte 41)");
    }

    private static Arguments header(String name, Consumer<ByteBuffer> change, String message) {
        var bytes = ByteBuffer.wrap(btf(1, INT, 4, 32)).order(LITTLE_ENDIAN);
        change.accept(bytes);
        return Arguments.of(name, Arrays.copyOf(bytes.array(), bytes.limit()), message);
    }

    private static Arguments types(String name, String message, int... words) {
        return Arguments.of(name, btf(words), message);
    }

    private static byte[] btf(int... words) {
        byte[] strings = "\0int\0".getBytes(StandardCharsets.US_ASCII);
        int types = words.length * Integer.BYTES;
        var out = ByteBuffer.allocate(24 + types + strings.length).order(LITTLE_ENDIAN);
        out.putInt(0x0001_EB9F).putInt(24).putInt(0).putInt(types).putInt(types).putInt(strings.length);
        for (int word : words) {
            out.putInt(word);
        }
        return out.put(strings).array();
    }
}
