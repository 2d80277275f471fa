package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types of a module, as libbpf writes them: they go on where the kernel's end. */
class SplitBtfTest {
    private static final byte[] BASE =
            BtfWriter.of(AllKinds.graph(), ByteOrder.nativeOrder()).btf();

    @TempDir
    Path folder;

    private Path base;

    /** libbpf. */
    public interface Libbpf extends Library {
        Pointer btf__parse(String path, Pointer ext);

        Pointer btf__new_empty_split(Pointer base);

        int btf__add_struct(Pointer btf, String name, int size);

        int btf__add_field(Pointer btf, String name, int type, int bitOffset, int bits);

        int btf__add_ptr(Pointer btf, int type);

        int btf__add_typedef(Pointer btf, String name, int type);

        Pointer btf__raw_data(Pointer btf, IntByReference size);

        void btf__free(Pointer btf);
    }

    @BeforeEach
    void writeBase() throws IOException {
        base = Files.write(folder.resolve("base.btf"), BASE);
    }

    @Test
    void bpftoolPrintsASplitAsWeDo() throws IOException {
        byte[] split = split();
        var graph = BtfReader.readSplit(ByteBuffer.wrap(split), ByteBuffer.wrap(BASE));
        var own = new BtfId(AllKinds.graph().size() + 1);
        assertThat(graph.types().subList(0, AllKinds.graph().size()))
                .isEqualTo(AllKinds.graph().types());
        assertThat(graph.type(own).name()).isEqualTo("module_node");
        assertThat(BtfPrinter.printFrom(graph, own)).isEqualTo(bpftool(split, "raw"));
        assertThat(BtfCPrinter.print(graph)).isEqualTo(bpftool(split, "c"));
    }

    @Test
    void aSplitWithoutTypesIsItsBase() {
        byte[] split = new byte[BtfHeader.SIZE];
        BtfHeader.writeStart(ByteBuffer.wrap(split).order(ByteOrder.LITTLE_ENDIAN), BtfHeader.SIZE);
        assertThat(BtfReader.readSplit(ByteBuffer.wrap(split), ByteBuffer.wrap(BASE)))
                .isEqualTo(AllKinds.graph());
        assertThatThrownBy(() -> BtfReader.read(split)).hasMessageContaining("string section does not start and end");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] split = split();
        for (int length = 0; length < split.length; length++) {
            var cut = ByteBuffer.wrap(Arrays.copyOf(split, length));
            assertThatThrownBy(() -> BtfReader.readSplit(cut, ByteBuffer.wrap(BASE)))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessageContaining("(at byte ");
        }
    }

    @Test
    void withoutItsBaseASplitIsRefused() {
        assertThatThrownBy(() -> BtfReader.read(split())).isExactlyInstanceOf(BtfFormatException.class);
    }

    /** {@code struct module_node { struct node base; struct module_node *more; }; typedef … node; } and a pointer. */
    private byte[] split() {
        Kernel.require();
        var libbpf = Native.load("libbpf.so.1", Libbpf.class);
        var below = libbpf.btf__parse(base.toString(), Pointer.NULL);
        var btf = libbpf.btf__new_empty_split(below);
        int node = AllKinds.graph().find(BtfKind.STRUCT, "node").orElseThrow().value();
        int struct = libbpf.btf__add_struct(btf, "module_node", 40);
        libbpf.btf__add_field(btf, "values", node, 0, 0);
        libbpf.btf__add_field(btf, "more", struct + 1, 256, 0);
        libbpf.btf__add_ptr(btf, struct);
        libbpf.btf__add_typedef(btf, "node_of_module", struct);
        var size = new IntByReference();
        byte[] bytes = libbpf.btf__raw_data(btf, size).getByteArray(0, size.getValue());
        libbpf.btf__free(btf);
        libbpf.btf__free(below);
        return bytes;
    }

    private String bpftool(byte[] split, String format) throws IOException {
        Path file = Files.write(folder.resolve("split.btf"), split);
        return Judge.require("bpftool")
                .run("-B", base.toString(), "btf", "dump", "file", file.toString(), "format", format)
                .orFail()
                .out();
    }
}
