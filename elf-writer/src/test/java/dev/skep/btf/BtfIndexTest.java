package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BtfIndexTest {
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
        for (String name : List.of("task_struct", "sk_buff", "no such struct")) {
            assertThat(index.find(BtfKind.STRUCT, name)).isEqualTo(graph.find(BtfKind.STRUCT, name));
        }
        var last = new BtfId(graph.size());
        assertThat(index.type(last)).isEqualTo(graph.type(last));
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
