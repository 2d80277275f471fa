package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelTypes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BtfOutlineTest {
    private static BtfGraph all;
    private static BtfGraph outline;

    @BeforeAll
    static void outlineOfATask() throws IOException {
        Kernel.require();
        all = BtfReader.read(Files.readAllBytes(Path.of("/sys/kernel/btf/vmlinux")));
        outline = BtfOutline.of(
                all,
                List.of(
                        all.find(BtfKind.STRUCT, "task_struct").orElseThrow(),
                        all.find(BtfKind.STRUCT, "signal_struct").orElseThrow()));
    }

    @Test
    void isWholeWhereItLies() {
        for (var name : List.of("task_struct", "signal_struct", "sched_entity", "list_head", "rb_node"))
            assertThat(outline.find(BtfKind.STRUCT, name)).as(name).isPresent();
        assertThat(outline.find(BtfKind.STRUCT, "mm_struct")).isEmpty();
        assertThat(outline.find(BtfKind.FWD, "mm_struct")).isPresent();
        assertThat(outline.find(BtfKind.FWD, "signal_struct")).isEmpty();
    }

    @Test
    void everyMemberIsWhereItWas(@TempDir Path folder) throws IOException {
        var bytes = BtfWriter.of(outline, ByteOrder.LITTLE_ENDIAN).btf();
        var file = Files.write(folder.resolve("outline.btf"), bytes);
        assertThat(struct(file.toString())).isEqualTo(struct("/sys/kernel/btf/vmlinux"));
        assertThat(KernelTypes.verdict(bytes)).isEmpty();
    }

    @Test
    void functionsKeepWhatTheyTakeWhereThatIsWanted() {
        var roots = List.of(all.find(BtfKind.STRUCT, "file_operations").orElseThrow());
        assertThat(prototypes(BtfOutline.of(all, roots))).isEqualTo(1);
        var whole = BtfOutline.withPrototypes(all, roots);
        assertThat(prototypes(whole)).isGreaterThan(10);
        assertThat(whole.find(BtfKind.FWD, "file")).isPresent();
        assertThat(KernelTypes.verdict(
                        BtfWriter.of(whole, ByteOrder.LITTLE_ENDIAN).btf()))
                .isEmpty();
    }

    private static long prototypes(BtfGraph graph) {
        return IntStream.rangeClosed(1, graph.size())
                .filter(number -> graph.type(new BtfId(number)) instanceof BtfType.FuncProto)
                .count();
    }

    /** The members of the struct as bpftool reads them, without the numbers of their types. */
    private static String struct(String file) {
        var raw = Judge.require("bpftool")
                .run("btf", "dump", "file", file, "format", "raw")
                .orFail()
                .out();
        var start = raw.indexOf("STRUCT 'task_struct' size=");
        return raw.substring(start, raw.indexOf("\n[", start)).replaceAll("type_id=\\d+", "");
    }
}
