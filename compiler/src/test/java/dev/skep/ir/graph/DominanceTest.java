package dev.skep.ir.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Parameter;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.testkit.Seed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DominanceTest {
    private static final SourceLine NOWHERE = new SourceLine("", 0, 0, "");

    /** {@code edges[i]} are the blocks that block {@code i} leads to: none, one, two or more. */
    private static Function graph(int[][] edges) {
        var condition = new Value(0, ValueType.I32);
        List<Block> blocks = new ArrayList<>();
        for (var i = 0; i < edges.length; i++)
            blocks.add(new Block(label(i), List.of(), List.of(), end(edges[i], condition)));
        return new Function(
                "f",
                new FunctionKind.Subprogram(),
                List.of(new Parameter("c", BpfType.S32, condition)),
                BpfType.VOID,
                List.of(),
                blocks,
                NOWHERE);
    }

    private static Terminator end(int[] to, Value condition) {
        var targets =
                Arrays.stream(to).mapToObj(i -> new Target(label(i), List.of())).toList();
        return switch (to.length) {
            case 0 -> new Terminator.ReturnVoid(NOWHERE);
            case 1 -> new Terminator.Jump(targets.get(0), NOWHERE);
            default ->
                new Terminator.Branch(Condition.EQ, condition, condition, targets.get(0), targets.get(1), NOWHERE);
        };
    }

    private static BlockLabel label(int id) {
        return new BlockLabel(id, "b");
    }

    @Test
    void agreesWithRemovingBlocksOneByOneOnRandomGraphs() {
        var seed = Seed.ofThisRun();
        var random = new Random(seed);
        for (var round = 0; round < 400; round++) {
            var edges = new int[2 + random.nextInt(14)][];
            for (var i = 0; i < edges.length; i++) {
                edges[i] = new int[random.nextInt(3)];
                for (var e = 0; e < edges[i].length; e++) edges[i][e] = 1 + random.nextInt(edges.length - 1);
            }
            compare(edges, "seed " + seed + " round " + round);
        }
    }

    private static void compare(int[][] edges, String name) {
        var graph = graph(edges);
        var flow = ControlFlow.of(graph);
        var dominance = Dominance.of(graph);
        var reached = reached(edges, -1);
        for (var i = 0; i < edges.length; i++)
            assertThat(flow.reaches(label(i))).as(name).isEqualTo(reached.contains(i));
        for (int above : reached) {
            var without = reached(edges, above);
            for (int below : reached)
                assertThat(dominance.dominates(label(above), label(below)))
                        .as("%s: %d above %d", name, above, below)
                        .isEqualTo(!without.contains(below));
        }
    }

    private static Set<Integer> reached(int[][] edges, int removed) {
        Set<Integer> reached = new HashSet<>();
        Deque<Integer> work = new ArrayDeque<>();
        if (removed != 0) work.push(0);
        while (!work.isEmpty()) {
            var block = work.pop();
            if (block == removed || !reached.add(block)) continue;
            for (var next : edges[block]) work.push(next);
        }
        return reached;
    }

    @Test
    void childrenAreTheBlocksDirectlyBelow() {
        var dominance = Dominance.of(graph(new int[][] {{1, 2}, {3}, {3}, {}}));

        assertThat(dominance.children(label(0)))
                .extracting(block -> block.label().id())
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(dominance.children(label(3))).isEmpty();
    }

    @Test
    void eachBlockComesBeforeThoseItLeadsTo() {
        var flow = ControlFlow.of(graph(new int[][] {{2, 1}, {3}, {3}, {2, 4}, {}}));

        assertThat(flow.reversePostorder())
                .extracting(block -> block.label().id())
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(flow.incoming(label(3)))
                .extracting(edge -> edge.from().label().id())
                .containsExactlyInAnyOrder(1, 2);
    }

    /** Every block of a long chain also leads to one exit: walking up the tree step by step would cost its length each time. */
    @Test
    void aLongChainWithOneExitIsNoTrouble() {
        var size = 100_000;
        var edges = new int[size + 1][];
        for (var i = 0; i < size - 1; i++) edges[i] = new int[] {i + 1, size};
        edges[size - 1] = new int[] {size};
        edges[size] = new int[0];
        var dominance = Dominance.of(graph(edges));

        assertThat(dominance.dominates(label(0), label(size))).isTrue();
        assertThat(dominance.dominates(label(1), label(size))).isFalse();
        assertThat(dominance.dominates(label(1), label(size - 1))).isTrue();
    }
}
