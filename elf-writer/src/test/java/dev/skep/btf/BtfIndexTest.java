package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.testkit.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BtfIndexTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 100);

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void readsEachTypeAsTheReaderOfAllDoes(String order) {
        var bytes = BtfWriter.of(
                        AllKinds.graph(), order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .btf();
        agrees(BtfIndex.of(ByteBuffer.wrap(bytes)), AllKinds.graph());
    }

    @Test
    void findsInTheRunningKernelWhatTheGraphFinds() throws IOException {
        Path vmlinux = Path.of("/sys/kernel/btf/vmlinux");
        assumeTrue(Files.isReadable(vmlinux), "no " + vmlinux);
        byte[] bytes = Files.readAllBytes(vmlinux);
        var index = BtfIndex.of(ByteBuffer.wrap(bytes));
        var graph = BtfReader.read(bytes);
        assertThat(index.size()).isEqualTo(graph.size());
        for (int id = 1; id <= graph.size(); id++) {
            assertThat(index.kind(new BtfId(id)) == graph.types().get(id - 1).kind())
                    .isTrue();
        }
        for (String name : List.of("task_struct", "sk_buff", "no such struct")) {
            assertThat(index.find(BtfKind.STRUCT, name)).isEqualTo(graph.find(BtfKind.STRUCT, name));
        }
        var last = new BtfId(graph.size());
        assertThat(index.type(last)).isEqualTo(graph.type(last));
    }

    @Test
    void findsTheSameInAFileAsInItsBytes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("types.btf");
        List<BtfGraph> graphs = Collections.nCopies(700, AllKinds.graph());
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            var graph = BtfMerge.concatenate(graphs).graph();
            byte[] bytes = BtfWriter.of(graph, order).btf();
            assertThat(bytes.length).as("several pieces").isGreaterThan(3 << 16);
            Files.write(file, bytes);
            agreesOnTypes(BtfIndex.of(file), graph);
        }
    }

    @Test
    void findsInTheFileOfTheKernelWhatIsInItsBytes() throws IOException {
        Path vmlinux = Path.of("/sys/kernel/btf/vmlinux");
        assumeTrue(Files.isReadable(vmlinux), "no " + vmlinux);
        var index = BtfIndex.of(vmlinux);
        var known = BtfIndex.of(ByteBuffer.wrap(Files.readAllBytes(vmlinux)));
        assertThat(index.size()).isEqualTo(known.size());
        var id = index.find(BtfKind.STRUCT, "task_struct");
        assertThat(id).isEqualTo(known.find(BtfKind.STRUCT, "task_struct")).isPresent();
        assertThat(index.type(id.orElseThrow())).isEqualTo(known.type(id.orElseThrow()));
    }

    @Test
    void refusesAFileThatEndsBeforeItsTypesDo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("short.btf");
        byte[] bytes = BtfWriter.of(AllKinds.graph(), ByteOrder.LITTLE_ENDIAN).btf();
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> BtfIndex.of(file))
                    .as("%d of %d bytes", length, bytes.length)
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessageContaining("(at byte ");
        }
    }

    @Test
    void refusesAFileThatChangesBetweenIndexAndQuestion(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("changing.btf");
        Files.write(
                file, BtfWriter.of(AllKinds.graph(), ByteOrder.LITTLE_ENDIAN).btf());
        var index = BtfIndex.of(file);
        Files.write(
                file, BtfWriter.of(BtfGraph.empty(), ByteOrder.LITTLE_ENDIAN).btf());
        assertThatThrownBy(() -> index.kind(new BtfId(1)))
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessageContaining("has changed");
        Files.delete(file);
        assertThatThrownBy(() -> index.kind(new BtfId(1))).isExactlyInstanceOf(UncheckedIOException.class);
    }

    /** The values of an enumeration look like a record of a pointer each; whoever starts among them never meets the real ones. */
    @Test
    void isNotMisledByWhatOnlyLooksLikeRecords() {
        var values = Collections.nCopies(BtfType.MAX_ELEMENTS, new Enumerator("", 0x0200_0000));
        List<BtfType> types = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            types.add(Int.of("int", 4, IntEncoding.SIGNED));
            types.add(new BtfType.Enum64("trap" + i, 8, Signedness.UNSIGNED, values));
        }
        byte[] bytes = BtfWriter.of(BtfGraph.of(types), ByteOrder.LITTLE_ENDIAN).btf();
        var index = BtfIndex.of(ByteBuffer.wrap(bytes));
        assertThat(index.size()).isEqualTo(6);
        assertThat(index.find(BtfKind.ENUM64, "trap2")).contains(new BtfId(6));
    }

    @Test
    void agreesWithTheReaderOfAllOnDamagedLongSections() {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        List<BtfGraph> graphs = Collections.nCopies(150, AllKinds.graph());
        byte[] good = BtfWriter.of(BtfMerge.concatenate(graphs).graph(), ByteOrder.LITTLE_ENDIAN)
                .btf();
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = good.clone();
            int at = BtfHeader.SIZE + 4 * random.nextInt(good.length / 8) + random.nextInt(4);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            try {
                int types = BtfReader.read(bytes).size();
                assertThat(BtfIndex.of(ByteBuffer.wrap(bytes)).size())
                        .as("seed " + seed + " round " + round)
                        .isEqualTo(types);
                read++;
            } catch (BtfFormatException refused) {
                index(bytes);
            }
        }
        assertThat(read).as("seed " + seed).isPositive();
    }

    /** What reads no types may accept what a reader does not. */
    private static void index(byte[] bytes) {
        try {
            assertThat(BtfIndex.of(ByteBuffer.wrap(bytes)).size()).isPositive();
        } catch (BtfFormatException refused) {
            assertThat(refused).hasMessageContaining("(at byte ");
        }
    }

    @Test
    void refusesRecordsThatDoNotEndWhereTheTypesDo() {
        byte[] bytes = BtfWriter.of(AllKinds.graph(), ByteOrder.LITTLE_ENDIAN).btf();
        bytes[BtfHeader.SIZE + 4 + 3] = 2; // the first INT is a PTR, and its data the next record
        assertThatThrownBy(() -> BtfIndex.of(ByteBuffer.wrap(bytes)))
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessageContaining("(at byte ");
    }

    @Test
    void refusesATypeThatIsNotThere() {
        byte[] bytes = BtfWriter.of(AllKinds.graph(), ByteOrder.LITTLE_ENDIAN).btf();
        var index = BtfIndex.of(ByteBuffer.wrap(bytes));
        assertThatThrownBy(() -> index.type(BtfId.VOID)).hasMessageContaining("there is no type [0] among");
        assertThatThrownBy(() -> index.kind(new BtfId(999))).hasMessageContaining("there is no type [999] among");
    }

    private static void agreesOnTypes(BtfIndex index, BtfGraph graph) {
        assertThat(index.size()).isEqualTo(graph.size());
        for (int number = 1; number <= graph.size(); number++) {
            var id = new BtfId(number);
            assertThat(index.type(id)).isEqualTo(graph.type(id));
        }
    }

    private static void agrees(BtfIndex index, BtfGraph graph) {
        assertThat(index.size()).isEqualTo(graph.size());
        for (int number = 1; number <= graph.size(); number++) {
            var id = new BtfId(number);
            var type = graph.type(id);
            assertThat(index.type(id)).isEqualTo(type);
            assertThat(index.kind(id)).isEqualTo(type.kind());
            assertThat(index.find(type.kind(), type.name())).isEqualTo(graph.find(type.kind(), type.name()));
        }
    }
}
