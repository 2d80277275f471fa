package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BtfClosureTest {
    @Test
    void aTypeBringsWhatItRefersToAndItsTags() {
        var graph = AllKinds.graph();
        var closure =
                BtfClosure.of(graph, List.of(graph.find(BtfKind.STRUCT, "node").orElseThrow()));
        assertThat(BtfPrinter.print(closure.graph())).isEqualTo("""
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] INT 'unsigned long' size=8 bits_offset=0 nr_bits=64 encoding=(none)
                [3] ARRAY '(anon)' type_id=2 index_type_id=1 nr_elems=3
                [4] STRUCT 'node' size=32 vlen=2
                	'next' type_id=5 bits_offset=0
                	'values' type_id=3 bits_offset=64
                [5] PTR '(anon)' type_id=4
                [6] DECL_TAG 'a remark: with spaces' type_id=4 component_idx=-1
                """);
        var color = graph.find(BtfKind.ENUM, "color").orElseThrow();
        assertThat(closure.keeps(color)).isFalse();
        assertThatThrownBy(() -> closure.of(color)).hasMessage("type " + color + " was left out");
        assertThat(closure.of(graph.find(BtfKind.STRUCT, "node").orElseThrow())).isEqualTo(new BtfId(4));
    }

    @Test
    void refusesATypeThatIsNotThere() {
        assertThatThrownBy(() -> BtfClosure.of(AllKinds.graph(), List.of(new BtfId(99))))
                .hasMessageContaining("there is no type [99] among");
    }

    @Test
    void theKernelLoadsWhatIsTakenFromItsOwnTypes() throws IOException {
        Path vmlinux = Path.of("/sys/kernel/btf/vmlinux");
        assumeTrue(Files.isReadable(vmlinux), "no " + vmlinux);
        var graph = BtfReader.read(Files.readAllBytes(vmlinux));
        for (String name : List.of("task_struct", "sk_buff", "iphdr")) {
            var closure = BtfClosure.of(
                    graph, List.of(graph.find(BtfKind.STRUCT, name).orElseThrow()));
            assertThat(KernelBtf.verdict(closure.graph())).as(name).isEmpty();
        }
    }
}
