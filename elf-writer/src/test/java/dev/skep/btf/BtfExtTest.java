package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.FuncInfo;
import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class BtfExtTest {
    static BtfExt example() {
        return new BtfExt(
                List.of(
                        new SectionInfo<>(
                                ".text", List.of(new FuncInfo(0, new BtfId(21)), new FuncInfo(16, new BtfId(21)))),
                        new SectionInfo<>("xdp", List.of(new FuncInfo(0, new BtfId(21))))),
                List.of(new SectionInfo<>(
                        "xdp",
                        List.of(
                                new LineInfo(0, "A.java", "int x = 1; // ü", 12, 4),
                                new LineInfo(8, "A.java", "", LineInfo.MAX_LINE, LineInfo.MAX_COLUMN)))),
                List.of(new SectionInfo<>("xdp", List.of(new CoreRelo(8, new BtfId(6), "0:1", 2)))));
    }

    @Test
    void whatIsWrittenIsReadInBothByteOrders() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            var writer = BtfWriter.of(AllKinds.graph(), example(), order);
            var ext = ByteBuffer.wrap(writer.btfExt());
            assertThat(BtfExtReader.read(ByteBuffer.wrap(writer.btf()), ext)).isEqualTo(example());
            assertThat(BtfReader.read(writer.btf())).isEqualTo(AllKinds.graph());
        }
    }

    @Test
    void theHeaderHas32BytesAndEmptyPartsHaveNone() {
        var ext = ByteBuffer.wrap(
                        BtfWriter.of(AllKinds.graph(), ByteOrder.LITTLE_ENDIAN).btfExt())
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(ext.remaining()).isEqualTo(32);
        assertThat(ext.getInt(4)).isEqualTo(32);
    }

    @Test
    void readsLongerRecordsAndAShorterHeader() {
        var ext = ByteBuffer.allocate(24 + 4 + 8 + 12).order(ByteOrder.LITTLE_ENDIAN);
        ext.putInt(0x0001_EB9F).putInt(24).putInt(0).putInt(24).putInt(24).putInt(0);
        ext.putInt(12).putInt(1).putInt(1).putInt(8).putInt(3).putInt(0xFFFF).flip();
        var btf = ByteBuffer.wrap(
                BtfWriter.of(AllKinds.graph(), ByteOrder.LITTLE_ENDIAN).btf());
        var read = BtfExtReader.read(btf, ext);
        assertThat(read.functions()).containsExactly(new SectionInfo<>("int", List.of(new FuncInfo(8, new BtfId(3)))));
        assertThat(read.relocations()).isEmpty();
    }

    @Test
    void refusesWhatDoesNotFit() {
        var writer = BtfWriter.of(AllKinds.graph(), example(), ByteOrder.LITTLE_ENDIAN);
        var btf = ByteBuffer.wrap(writer.btf());
        // spotless:off
        refuses(btf, writer, 12, 8, "1 records of 8 bytes, the part has 4 left");
        refuses(btf, writer, 12, 1 << 20,    "part 0 of 1048576 bytes at 32 leaves the section");
        refuses(btf, writer, 32, 4,          "records of 4 bytes, at least 8 are needed");
        refuses(btf, writer, 32, 0xFFFF_FFF8, "records of 4294967288 bytes, at least 8 are needed");
        refuses(btf, writer, 40, 0x7FFF_FFFF, "2147483647 records of 8 bytes, the part has");
        refuses(btf, writer, 40, 0,          "no records for section .text, loaders refuse an empty block");
        refuses(btf, writer, 48, -1,         "type id -1 is negative");
        // spotless:on
    }

    private static void refuses(ByteBuffer btf, BtfWriter writer, int at, int word, String message) {
        var ext =
                ByteBuffer.wrap(writer.btfExt()).order(ByteOrder.LITTLE_ENDIAN).putInt(at, word);
        assertThatThrownBy(() -> BtfExtReader.read(btf, ext))
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessageContaining(message);
    }
}
