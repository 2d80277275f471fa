package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.Column;
import dev.skep.testkit.matrix.Matrix;
import dev.skep.testkit.matrix.TestJudges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernel lets an instruction hold the address of the value of an array of one entry ({@code BPF_PSEUDO_MAP_VALUE}, source register
 * 2). No object can ask for that: loaders write source register 1, the map itself, into every instruction that is relocated by a symbol
 * of {@code .maps}, whatever the compiler wrote there. Only data sections are referred to by their values, so whoever wants a value
 * without a lookup has to make it a global variable.
 */
class MapByValueTest {
    private static final int LDDW = 0x18;
    private static final int PSEUDO_MAP_VALUE = 2;

    private static final String CELL = "struct { __uint(type, 2); __type(key, int); __type(value, long); "
            + "__uint(max_entries, 1); } cell SEC(\".maps\");\n";
    private static final String STORE = "*(volatile long *)&cell = 7;";
    private static final String LOOKUP = "int k = 0; long *v = bpf_map_lookup_elem(&cell, &k); if (v) *v += 1;";

    /** Those that hand code to the kernel. */
    private static final Set<Loader> LOADERS = EnumSet.of(Loader.LIBBPF_1_1, Loader.LIBBPF, Loader.CILIUM);

    @TempDir
    Path folder;

    @Test
    void loadersTakeTheValueOfAMapForTheMap() throws IOException {
        Path global = object("global", "volatile long cell = 1;\n", STORE, 0);
        Path lookup = object("lookup", CELL, LOOKUP, PSEUDO_MAP_VALUE);
        Path store = object("store", CELL, STORE, PSEUDO_MAP_VALUE);
        Matrix matrix = TestJudges.judgeOnThisKernel(List.of(global, lookup, store));
        int asked = 0;
        for (Column column : matrix.columns()) {
            if (LOADERS.contains(column.loader())) {
                assertThat(verdict(matrix, global, column)).isInstanceOf(Verdict.Accepted.class);
                assertThat(verdict(matrix, lookup, column)).isInstanceOf(Verdict.Accepted.class);
                assertThat(verdict(matrix, store, column))
                        .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.log())
                                .contains("only read from bpf_array is supported"));
                asked++;
            }
        }
        assertThat(asked).as("%s", matrix.text()).isPositive();
    }

    /** The translated program says which of the two the kernel was given. */
    @Test
    void bpftoolLoadsTheMapWhereItsValueIsWritten() throws IOException {
        Kernel.require();
        Path lookup = object("lookup", CELL, LOOKUP, PSEUDO_MAP_VALUE);
        String script = "set -e; mount -t bpf none \"$1\"; bpftool prog load \"$2\" \"$1/p\" >&2; "
                + "bpftool prog dump xlated pinned \"$1/p\"";
        Path mount = Files.createDirectory(folder.resolve("bpf"));
        String listing = Judge.require("unshare")
                .run("-m", "sh", "-c", script, "sh", mount.toString(), lookup.toString())
                .orFail()
                .out();
        assertThat(listing).containsPattern("r1 = map\\[id:\\d+]\n").doesNotContainPattern("map\\[id:\\d+]\\[");
    }

    private Path object(String name, String before, String body, int source) throws IOException {
        byte[] object = ClangObjects.compileText(before + "SEC(\"xdp\") int p(void *c) { " + body
                + " return 2; } char _license[] SEC(\"license\") = \"GPL\";");
        byte[] changed = Damage.of(object)
                .words("xdp", code -> {
                    int at = 0;
                    while (Byte.toUnsignedInt(code.get(at)) != LDDW) {
                        at += Long.BYTES;
                    }
                    code.put(at + 1, (byte) (code.get(at + 1) | source << 4));
                })
                .write();
        return Files.write(folder.resolve(name + ".o"), changed);
    }

    private static Verdict verdict(Matrix matrix, Path object, Column column) {
        var row = matrix.rows().stream()
                .filter(one -> one.object().equals(object))
                .findFirst()
                .orElseThrow();
        return matrix.at(row, column).verdict();
    }
}
