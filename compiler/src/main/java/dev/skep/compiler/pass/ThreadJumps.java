package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets an edge go directly where it ends up: a block that only asks about what the edge brings along, and gets the answer by it, need not
 * be gone through. {@code p = tooShort ? null : header; if (p == null) …} decides once. A loop that is entered once and asks first is asked
 * at its end instead; else heads of loops stay their only entries.
 */
public final class ThreadJumps implements FunctionPass {
    /** An edge that now leads to the next block that asks is taken in the next round. */
    private static final int ROUNDS = 4;

    private final ByteOrder order;

    /** A pass for machines of this byte order. */
    public ThreadJumps(ByteOrder order) {
        this.order = order;
    }

    @Override
    public String name() {
        return "thread-jumps";
    }

    @Override
    public Function run(Function function) {
        var current = function;
        for (var round = 0; round < ROUNDS; round++) {
            if (current.blocks().stream().noneMatch(Round::asksOnly)) return current;
            var next = new Round(current, order).run();
            if (next.equals(current)) return current;
            current = next;
        }
        return current;
    }

    /** Every edge that can be threaded, once. */
    private static final class Round {
        private final Function function;
        private final ControlFlow flow;
        private final Dominance dominance;
        private final Fresh fresh;
        private final Crossing crossing;
        private final Map<BlockLabel, Map<Integer, Target>> changed = new HashMap<>();
        private final List<Block> added = new ArrayList<>();
        private final Map<Value, Map<BlockLabel, Value>> redefined = new HashMap<>();

        Round(Function function, ByteOrder order) {
            this.function = function;
            flow = ControlFlow.of(function);
            dominance = Dominance.of(function);
            fresh = Fresh.of(function);
            crossing = new Crossing(function, flow, dominance, fresh, order);
        }

        Function run() {
            for (var block : flow.reversePostorder()) if (asksOnly(block)) thread(block, threaded(block));
            if (added.isEmpty()) return function;
            List<Block> blocks = new ArrayList<>(
                    function.blocks().stream().map(this::redirected).toList());
            blocks.addAll(added);
            var reached = SimplifyBlocks.reached(function.withBlocks(blocks));
            return new RepairSsa(reached, redefined, fresh).repaired();
        }

        /** Without parameters, every edge brings the same. */
        private static boolean asksOnly(Block block) {
            return !block.parameters().isEmpty()
                    && block.terminator().targets().size() > 1
                    && Crossing.isCheap(block.ops());
        }

        /** Returns the edges that may pass the block by: those into a loop when there is one, and none that go round it. */
        private List<ControlFlow.Edge> threaded(Block block) {
            var incoming = flow.incoming(block.label());
            var into = incoming.stream().filter(edge -> !isBack(edge)).toList();
            return into.size() == incoming.size() || into.size() == 1 ? into : List.of();
        }

        private boolean isBack(ControlFlow.Edge edge) {
            return dominance.dominates(edge.target().label(), edge.from().label());
        }

        private void thread(Block block, List<ControlFlow.Edge> edges) {
            for (var edge : edges) {
                if (!crossing.maySettle(edge.target())) continue;
                var crossed = crossing.along(block, edge);
                if (crossed.isEmpty()) continue;
                var label = fresh.block("thread");
                added.add(new Block(
                        label,
                        List.of(),
                        crossed.get().ops(),
                        new Terminator.Jump(
                                crossed.get().target(), edge.from().terminator().location())));
                changed.computeIfAbsent(edge.from().label(), l -> new HashMap<>())
                        .put(edge.index(), new Target(label, List.of()));
                crossed.get().values().forEach((value, copy) -> redefined
                        .computeIfAbsent(value, v -> new HashMap<>())
                        .put(label, copy));
            }
        }

        private Block redirected(Block block) {
            var targets = changed.get(block.label());
            if (targets == null) return block;
            List<Target> all = new ArrayList<>(block.terminator().targets());
            targets.forEach(all::set);
            return block.withTerminator(block.terminator().withTargets(all));
        }
    }
}
