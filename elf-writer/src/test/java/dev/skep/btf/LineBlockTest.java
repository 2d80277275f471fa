package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfExt.LineInfo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.testkit.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are moved without a look at them come out as lines that are read and written. */
class LineBlockTest {
    private static final BtfGraph TYPES = AllKinds.graph();

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void areWrittenAsTheyWere(String name) {
        ByteOrder order = name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        var written = BtfWriter.of(TYPES, BtfExtTest.example(), order);
        var read = sections(written);
        assertThat(read.types()).isEqualTo(TYPES);
        assertThat(read.info()).isEqualTo(BtfExtTest.example());
        var again = BtfWriter.of(TYPES, read.infoWithoutLines(), read.lineBlocks(), order);
        assertThat(again.btf()).isEqualTo(written.btf());
        assertThat(again.btfExt()).isEqualTo(written.btfExt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void areMovedAndJoinedWithTheirStrings(String name) {
        ByteOrder order = name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        List<LineInfo> expected = new ArrayList<>();
        List<LineBlock> moved = new ArrayList<>();
        for (int file = 0; file < 3; file++) {
            int shift = 0x1_0000 * file;
            List<LineInfo> lines = lines(random, 2_000);
            moved.add(sections(BtfWriter.of(TYPES, lines("xdp", lines), order))
                    .lineBlocks()
                    .get(0)
                    .moved(at -> at % 24 == 0 ? -1 : at + shift));
            lines.stream()
                    .filter(line -> line.offset() % 24 != 0)
                    .map(line ->
                            new LineInfo(line.offset() + shift, line.file(), line.text(), line.line(), line.column()))
                    .forEach(expected::add);
        }
        var joined = List.of(LineBlock.join("tc", moved));
        var written = BtfWriter.of(TYPES, BtfExt.EMPTY, joined, order);
        var straight = BtfWriter.of(TYPES, lines("tc", expected), order);
        assertThat(joined.get(0).size()).as("seed " + seed).isEqualTo(expected.size());
        assertThat(written.btfExt()).as("seed " + seed).isEqualTo(straight.btfExt());
        assertThat(written.btf()).as("seed " + seed).isEqualTo(straight.btf());
    }

    /** Whatever one word of them is. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 8, 0x7FFF_FFFF, 0x1000})
    void areRefusedWhereReadOnesAre(int word) {
        var written = BtfWriter.of(TYPES, BtfExtTest.example(), ByteOrder.LITTLE_ENDIAN);
        for (int at = 16; at < written.btfExt().length; at += Integer.BYTES) {
            var ext = ByteBuffer.wrap(written.btfExt())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(at, word);
            var sections = BtfSections.of(ByteBuffer.wrap(written.btf()), ext);
            boolean refused = refuses(sections::info);
            assertThat(refuses(sections::infoWithoutLines) || refuses(sections::lineBlocks))
                    .as("%d at byte %d", word, at)
                    .isEqualTo(refused);
        }
    }

    private static boolean refuses(Runnable reading) {
        try {
            reading.run();
            return false;
        } catch (BtfFormatException refused) {
            assertThat(refused).hasMessageContaining("(at byte ");
            return true;
        }
    }

    private static List<LineInfo> lines(Random random, int count) {
        List<LineInfo> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = "é".repeat(random.nextInt(3)) + "x".repeat(random.nextInt(20)) + random.nextInt(count);
            lines.add(new LineInfo(8 * i, random.nextInt(9) + ".c", text, random.nextInt(999), random.nextInt(80)));
        }
        return lines;
    }

    private static BtfExt lines(String section, List<LineInfo> lines) {
        return new BtfExt(List.of(), List.of(new SectionInfo<>(section, lines)), List.of());
    }

    private static BtfSections sections(BtfWriter written) {
        return BtfSections.of(ByteBuffer.wrap(written.btf()), ByteBuffer.wrap(written.btfExt()));
    }
}
