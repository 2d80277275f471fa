package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.skep.btf.BtfLayout.Place;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.Typedef;
import dev.skep.btf.BtfType.Union;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BtfLayoutTest {
    private static final BtfId INT = new BtfId(1);
    private static final BtfId ROOT = new BtfId(7);

    /** libbpf. */
    public interface Libbpf extends Library {
        Pointer btf__parse(String path, Pointer ext);

        int btf__align_of(Pointer btf, int id);

        long btf__resolve_size(Pointer btf, int id);

        void btf__free(Pointer btf);
    }

    private static BtfGraph graph() {
        return BtfGraph.of(List.of(
                Int.of("int", 4, IntEncoding.SIGNED),
                new Struct("bits", 4, List.of(new Member("low", INT, 0, 3), new Member("high", INT, 3, 29))),
                new Array(new BtfId(2), INT, 4),
                new Typedef("row", new BtfId(3)),
                new Array(new BtfId(4), INT, 2),
                new Union("", 32, List.of(Member.at(0, "table", new BtfId(5)), Member.at(0, "word", INT))),
                new Struct("root", 36, List.of(Member.at(0, "first", INT), Member.at(4, "", new BtfId(6)))),
                new Array(ROOT, INT, 9),
                new Struct("packed", 5, List.of(Member.at(1, "unaligned", INT))),
                new Struct("odd", 5, List.of(Member.at(0, "aligned", INT)))));
    }

    @ParameterizedTest
    @CsvSource({
        // path            root type offset bits
        "first,               7, 1,     0,   0",
        "word,                7, 1,    32,   0",
        "table,               7, 5,    32,   0",
        "table[1],            7, 4,   160,   0",
        "table[1][2].low,     7, 1,   224,   3",
        "table[1][2].high,    7, 1,   227,  29",
        "[2].first,           8, 1,   576,   0",
        "'',                  7, 7,     0,   0",
    })
    void findsThePlaceThatAPathLeadsTo(String path, int root, int type, long offset, int bits) {
        var place = BtfLayout.of(graph()).place(new BtfId(root), path);
        assertThat(place).isEqualTo(new Place(new BtfId(type), offset, bits));
        assertThat(place.byteOffset()).isEqualTo(offset / 8);
        assertThat(place.isBitField()).isEqualTo(bits > 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none         | path none: STRUCT root [7] has no member none
            first.x      | path first.x: INT int [1] has no member x
            first[0]     | path first[0]: INT int [1] is no array
            table[x]     | path table[x]: no element [x] of ARRAY [5] can be found
            table[1      | path table[1 has a [ without ]
            first..x     | path first..x has a step without a name
            .first       | path .first has a step without a name
            """)
    void refusesAPathThatLeadsNowhere(String path, String message) {
        assertThatThrownBy(() -> BtfLayout.of(graph()).place(ROOT, path))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"1, 4, false", "2, 4, false", "5, 4, false", "7, 4, false", "9, 1, true", "10, 1, true", "0, 0, false"})
    void knowsAlignments(int id, int align, boolean packed) {
        var layout = BtfLayout.of(graph());
        assertThat(layout.align(new BtfId(id))).isEqualTo(align);
        assertThat(layout.isPacked(new BtfId(id))).isEqualTo(packed);
    }

    @Test
    void refusesAStructThatContainsItself() {
        var graph = BtfGraph.of(List.of(new Struct("s", 8, List.of(Member.at(0, "s", INT)))));
        assertThatThrownBy(() -> BtfLayout.of(graph).align(INT)).hasMessageContaining("STRUCT s [1] contains itself");
    }

    @Test
    void libbpfKnowsTheSameSizesAndAlignmentsInTheRunningKernel() throws IOException {
        Path vmlinux = Path.of("/sys/kernel/btf/vmlinux");
        assumeTrue(Files.isReadable(vmlinux), "no " + vmlinux);
        Kernel.require();
        var libbpf = Native.load("libbpf.so.1", Libbpf.class);
        var graph = BtfReader.read(Files.readAllBytes(vmlinux));
        var layout = BtfLayout.of(graph);
        var theirs = libbpf.btf__parse(vmlinux.toString(), Pointer.NULL);
        try {
            for (int number = 1; number <= graph.size(); number++) {
                var id = new BtfId(number);
                var kind = graph.type(id).kind();
                if (kind == BtfKind.STRUCT || kind == BtfKind.UNION || kind == BtfKind.TYPEDEF) {
                    assertThat(layout.align(id)).as(graph.describe(id)).isEqualTo(align(libbpf, theirs, graph, id));
                    assertThat(graph.sizeOf(id).orElse(0))
                            .as(graph.describe(id))
                            .isEqualTo(Math.max(0, libbpf.btf__resolve_size(theirs, number)));
                }
            }
        } finally {
            libbpf.btf__free(theirs);
        }
    }

    /** libbpf complains aloud where there is no alignment. */
    private static int align(Libbpf libbpf, Pointer theirs, BtfGraph graph, BtfId id) {
        return graph.sizeOf(id).isEmpty() ? 0 : libbpf.btf__align_of(theirs, id.value());
    }
}
