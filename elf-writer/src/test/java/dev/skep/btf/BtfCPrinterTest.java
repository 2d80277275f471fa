package dev.skep.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.object.ClangObjects;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Output;
import dev.skep.testkit.Seed;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BtfCPrinterTest {
    private static final int ROUNDS = Integer.getInteger("skep.rounds", 100);

    @TempDir
    Path folder;

    @Test
    void bpftoolPrintsEveryKindAsWeDo() throws IOException {
        assertThat(BtfCPrinter.print(AllKinds.graph()))
                .isEqualTo(bpftool(AllKinds.graph()).orFail().out());
    }

    @Test
    void bpftoolPrintsTheRunningKernelAsWeDo() throws IOException {
        Path vmlinux = Path.of("/sys/kernel/btf/vmlinux");
        assumeTrue(Files.isReadable(vmlinux), "no " + vmlinux);
        var ours = BtfCPrinter.print(BtfReader.read(Files.readAllBytes(vmlinux)));
        assertThat(ours.equals(dump(vmlinux).orFail().out())).isTrue();
    }

    static Stream<String> programs() throws IOException {
        return ClangObjects.names();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void bpftoolPrintsTypesOfClangAsWeDo(String program) throws IOException {
        byte[] object = ClangObjects.compile(program);
        Path file = Files.write(folder.resolve("object.o"), object);
        var graph = ObjectTypes.of(object);
        assertThat(BtfCPrinter.print(graph)).isEqualTo(dump(file).orFail().out());
        assertThat(BtfPrinter.print(graph))
                .isEqualTo(Judge.require("bpftool")
                        .run("btf", "dump", "file", file.toString(), "format", "raw")
                        .orFail()
                        .out());
    }

    /** Where bpftool gives up, or divides by an alignment of 0, there is nothing to compare. */
    @Test
    void bpftoolPrintsRandomTypesAsWeDo() throws IOException {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        int compared = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var graph = RandomGraphs.next(random);
            if (graph.isPresent()) {
                var theirs = bpftool(graph.get());
                if (theirs.exit() == 0) {
                    assertThat(BtfCPrinter.print(graph.get()))
                            .as("seed " + seed + " round " + round + "\n" + BtfPrinter.print(graph.get()))
                            .isEqualTo(theirs.out());
                    compared++;
                }
            }
        }
        assertThat(compared).as("seed " + seed).isPositive();
    }

    @Test
    void refusesAStructThatContainsItself() {
        var graph = BtfGraph.of(List.of(new Struct("s", 8, List.of(Member.at(0, "s", new BtfId(1))))));
        assertThatThrownBy(() -> BtfCPrinter.print(graph))
                .hasMessage("STRUCT s [1] cannot be written in C: it contains itself");
    }

    @Test
    void refusesAFunctionThatTakesAPointerToItself() {
        var graph = BtfGraph.of(
                List.of(new Ptr(new BtfId(2)), new FuncProto(BtfId.VOID, List.of(new Parameter("", new BtfId(1))))));
        assertThatThrownBy(() -> BtfCPrinter.print(graph)).hasMessageContaining("more than 1000 types deep in another");
    }

    @Test
    void refusesTextThatDoublesWithEachType() {
        List<BtfType> types = new ArrayList<>(List.of(Int.of("int", 4, IntEncoding.SIGNED)));
        for (int depth = 0; depth < 100; depth++) {
            var below = new BtfId(types.size());
            types.add(new Struct("", 0, List.of(Member.at(0, "a", below), Member.at(0, "b", below))));
        }
        types.add(new Struct("top", 0, List.of(Member.at(0, "a", new BtfId(types.size())))));
        assertThatThrownBy(() -> BtfCPrinter.print(BtfGraph.of(types)))
                .hasMessageContaining("what has no name is used too often");
    }

    @Test
    void refusesAPointerThatNeverArrives() {
        var graph = BtfGraph.of(List.of(
                new Ptr(new BtfId(2)),
                new Const(new BtfId(1)),
                new Struct("s", 8, List.of(Member.at(0, "p", new BtfId(1))))));
        assertThatThrownBy(() -> BtfCPrinter.print(graph)).hasMessageContaining("cannot be written in C");
    }

    private Output bpftool(BtfGraph graph) throws IOException {
        Path file = folder.resolve("types.btf");
        Files.write(file, BtfWriter.of(graph, ByteOrder.nativeOrder()).btf());
        return dump(file);
    }

    private static Output dump(Path file) {
        return Judge.require("bpftool").run("btf", "dump", "file", file.toString(), "format", "c");
    }
}
