package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Fwd;
import dev.skep.object.ClangObjects;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.Seed;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deduplication against the definition of equality, pair by pair, and against other people's. */
class BtfDedupRandomTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 1_000);

    @TempDir
    Path folder;

    /** libbpf. */
    public interface Libbpf extends Library {
        @Nullable
        Pointer btf__new(Pointer data, int size);

        int btf__dedup(Pointer btf, @Nullable Pointer options);

        Pointer btf__raw_data(Pointer btf, IntByReference size);

        void btf__free(Pointer btf);
    }

    @Test
    void equalTypesAreOneAndOthersAreNot() {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        int merged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var one = RandomGraphs.next(random);
            var other = RandomGraphs.next(random);
            if (one.isPresent() && other.isPresent()) {
                var both = BtfMerge.concatenate(List.of(one.get(), other.get(), one.get()))
                        .graph();
                var mapping = BtfDedup.of(both);
                check(both, mapping, "seed " + seed + " round " + round);
                merged += both.size() - mapping.graph().size();
            }
        }
        assertThat(merged).as("seed " + seed).isPositive();
    }

    @Test
    void whatSomeTypesNeedIsDeduplicatedAsIfItWereAll() {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        int left = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var one = RandomGraphs.next(random);
            var other = RandomGraphs.next(random);
            if (one.isPresent() && other.isPresent()) {
                var both = BtfMerge.concatenate(List.of(one.get(), other.get(), one.get()))
                        .graph();
                var roots = IntStream.rangeClosed(0, both.size())
                        .filter(id -> random.nextInt(3) == 0)
                        .mapToObj(BtfId::new)
                        .toList();
                var closure = BtfClosure.of(both, roots);
                var expected = closure.then(BtfDedup.of(closure.graph()));
                var mapping = BtfDedup.of(both, roots);
                assertThat(mapping.graph())
                        .as("seed " + seed + " round " + round)
                        .isEqualTo(expected.graph());
                for (int id = 0; id <= both.size(); id++) {
                    var before = new BtfId(id);
                    assertThat(mapping.keeps(before)).isEqualTo(expected.keeps(before));
                    assertThat(!mapping.keeps(before) || mapping.of(before).equals(expected.of(before)))
                            .isTrue();
                }
                left += both.size() - closure.graph().size();
            }
        }
        assertThat(left).as("seed " + seed).isPositive();
    }

    /**
     * libbpf finds no equal types that we miss, and what it misses we find in its result. It takes any enumeration without values for
     * the declaration of another, be they without a name or several that differ, so there are none here.
     */
    @Test
    void libbpfMakesOneOfNoMoreTypesThanWeDo() {
        Kernel.require();
        var libbpf = Native.load("libbpf.so.1", Libbpf.class);
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        int compared = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var one = RandomGraphs.next(random).filter(BtfDedupRandomTest::hasNoEmptyEnumeration);
            var other = RandomGraphs.next(random).filter(BtfDedupRandomTest::hasNoEmptyEnumeration);
            if (one.isPresent() && other.isPresent()) {
                var both = BtfMerge.concatenate(List.of(one.get(), other.get(), one.get()))
                        .graph();
                var theirs = deduplicated(libbpf, both);
                if (theirs.isPresent()) {
                    var ours = BtfDedup.of(both).graph();
                    assertThat(ours.size())
                            .as("seed " + seed + " round " + round)
                            .isLessThanOrEqualTo(theirs.get().size())
                            .isEqualTo(BtfDedup.of(theirs.get()).graph().size());
                    compared++;
                }
            }
        }
        assertThat(compared).as("seed " + seed).isPositive();
    }

    private static boolean hasNoEmptyEnumeration(BtfGraph graph) {
        return graph.types().stream()
                .noneMatch(type -> (type instanceof BtfType.Enum narrow
                                && narrow.values().isEmpty())
                        || (type instanceof BtfType.Enum64 wide && wide.values().isEmpty()));
    }

    /** What libbpf makes of these types; empty if it does not take them. */
    private static Optional<BtfGraph> deduplicated(Libbpf libbpf, BtfGraph graph) {
        byte[] bytes = BtfWriter.of(graph, ByteOrder.nativeOrder()).btf();
        try (var memory = new Memory(bytes.length)) {
            memory.write(0, bytes, 0, bytes.length);
            var btf = libbpf.btf__new(memory, bytes.length);
            if (btf == null) {
                return Optional.empty();
            }
            int error = libbpf.btf__dedup(btf, null);
            var size = new IntByReference();
            byte[] result = libbpf.btf__raw_data(btf, size).getByteArray(0, size.getValue());
            libbpf.btf__free(btf);
            return error == 0 ? Optional.of(BtfReader.read(result)) : Optional.empty();
        }
    }

    private static void check(BtfGraph before, BtfMapping mapping, String run) {
        var after = mapping.graph();
        var renumbering = new Renumbering(mapping::of);
        for (int number = 1; number <= before.size(); number++) {
            var type = before.type(new BtfId(number));
            var now = after.type(mapping.of(new BtfId(number)));
            if (!Declarations.isDeclaration(type) || Declarations.isDeclaration(now)) {
                assertThat(now).as(run).isEqualTo(type.accept(renumbering));
            } else {
                assertThat(now.name()).as(run).isEqualTo(type.name());
            }
        }
        assertThat(pairsOfEquals(after)).as(run).isZero();
        assertThat(BtfDedup.of(after).graph()).as(run).isEqualTo(after);
        assertThat(undeclared(after)).as(run).isZero();
    }

    /** How many pairs of types nothing tells apart: all that look alike, less those that differ, until no more differ. */
    private static long pairsOfEquals(BtfGraph graph) {
        int size = graph.size();
        var record = new Renumbering(id -> BtfId.VOID);
        var equal = new boolean[size + 1][size + 1];
        equal[0][0] = true;
        for (int a = 1; a <= size; a++) {
            for (int b = 1; b <= size; b++) {
                equal[a][b] = graph.type(new BtfId(a))
                        .accept(record)
                        .equals(graph.type(new BtfId(b)).accept(record));
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int a = 1; a <= size; a++) {
                for (int b = 1; b <= size; b++) {
                    if (equal[a][b] && !referencesAreEqual(graph, equal, a, b)) {
                        equal[a][b] = false;
                        changed = true;
                    }
                }
            }
        }
        return IntStream.rangeClosed(1, size)
                .flatMap(a -> IntStream.range(1, a).filter(b -> equal[a][b]))
                .count();
    }

    private static boolean referencesAreEqual(BtfGraph graph, boolean[][] equal, int a, int b) {
        var from = graph.type(new BtfId(a)).references();
        var to = graph.type(new BtfId(b)).references();
        return IntStream.range(0, from.size())
                .allMatch(i -> equal[from.get(i).value()][to.get(i).value()]);
    }

    /** How many declarations are left although there is exactly one definition. */
    private static long undeclared(BtfGraph graph) {
        return graph.types().stream()
                .filter(type -> type instanceof Fwd)
                .map(type -> (Fwd) type)
                .filter(fwd -> graph.types().stream()
                                .filter(type -> type.kind()
                                        == (fwd.of() == ForwardKind.STRUCT ? BtfKind.STRUCT : BtfKind.UNION))
                                .filter(type -> type.name().equals(fwd.name()))
                                .count()
                        == 1)
                .count();
    }

    /** pahole left no structure twice in the kernel's types, so they are what becomes of them. */
    @Test
    void twiceTheRunningKernelAddsNothingButItsVariables() throws IOException {
        Path vmlinux = Path.of("/sys/kernel/btf/vmlinux");
        assumeTrue(Files.isReadable(vmlinux), "no " + vmlinux);
        var graph = BtfReader.read(Files.readAllBytes(vmlinux));
        var twice = BtfMerge.of(List.of(graph, graph)).graph().types();
        assertThat(twice.subList(0, graph.size()).equals(graph.types())).isTrue();
        assertThat(twice.subList(graph.size(), twice.size())).allMatch(type -> isAThing(type.kind()));
    }

    private static boolean isAThing(BtfKind kind) {
        return kind == BtfKind.VAR || kind == BtfKind.DATASEC;
    }

    @Test
    void bpftoolLinksObjectsToTheSameTypes() throws IOException {
        byte[] one = ClangObjects.compile("odds_and_ends");
        byte[] two = ClangObjects.compileText("""
                struct later; struct node { struct node *next; struct later *later; };
                struct later { int x; struct xdp_md md; }; struct node first;
                int wfn(int x); SEC("xdp") int other(struct xdp_md *c) { return first.next ? 1 : wfn(first.later->x); }
                """);
        byte[] three = ClangObjects.compileText("""
                struct later; struct node { struct node *next; struct later *later; };
                extern struct node first; SEC("xdp") int third(struct xdp_md *c) { return first.later ? 1 : 2; }
                """);
        Path a = Files.write(folder.resolve("a.o"), one);
        Path b = Files.write(folder.resolve("b.o"), two);
        Path c = Files.write(folder.resolve("c.o"), three);
        Path linked = folder.resolve("linked.o");
        Judge.require("bpftool")
                .run("gen", "object", linked.toString(), a.toString(), b.toString(), c.toString())
                .orFail();
        var theirs = ObjectTypes.of(Files.readAllBytes(linked));
        var ours = BtfMerge.of(List.of(ObjectTypes.of(one), ObjectTypes.of(two), ObjectTypes.of(three)))
                .graph();
        assertThat(BtfDedup.of(theirs).graph()).isEqualTo(theirs);
        var both = BtfMerge.of(List.of(theirs, ours)).graph();
        for (BtfKind kind : BtfKind.values()) {
            if (!isAThing(kind) && kind != BtfKind.FUNC) {
                assertThat(count(ours, kind)).as(kind.name()).isEqualTo(count(theirs, kind));
                assertThat(count(both, kind)).as(kind.name()).isEqualTo(count(theirs, kind));
            }
        }
    }

    private static long count(BtfGraph graph, BtfKind kind) {
        return graph.types().stream().filter(type -> type.kind() == kind).count();
    }
}
