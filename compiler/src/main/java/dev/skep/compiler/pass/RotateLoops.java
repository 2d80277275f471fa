package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks at the end of a loop whether to go round again, not at its head: {@code while (c) f()} becomes {@code if (c) do f() while (c)}, which
 * has one jump less in each round. The question before the loop takes the place of the jump back, so that only heads which do nothing but
 * ask are worth it.
 */
public final class RotateLoops implements FunctionPass {
    /** More loops than that stay as they are. */
    private static final int MOST_LOOPS = 16;

    @Override
    public String name() {
        return "rotate-loops";
    }

    @Override
    public Function run(Function function) {
        var current = function;
        for (var i = 0; i < MOST_LOOPS; i++) {
            var next = rotated(current);
            if (next == null) return current;
            current = next;
        }
        return current;
    }

    private static @Nullable Function rotated(Function function) {
        var flow = ControlFlow.of(function);
        if (!NaturalLoop.hasLoops(flow)) return null;
        var known = new Known(function);
        for (var loop : NaturalLoop.of(flow, Dominance.of(function)))
            if (asksFirst(loop, known)) return new Run(function, loop).rotated();
        return null;
    }

    private static boolean asksFirst(NaturalLoop loop, Known known) {
        if (loop.entries().size() != 1 || loop.backs().size() != 1) return false;
        var head = loop.head();
        if (!(head.terminator() instanceof Terminator.Branch branch)) return false;
        if (!(loop.backs().get(0).from().terminator() instanceof Terminator.Jump)) return false;
        if (loop.contains(branch.then().label())
                == loop.contains(branch.otherwise().label())) return false;
        return head.ops().stream().allMatch(op -> isFree(op, branch, known));
    }

    /** Constants are made where they are used, and the branch makes the comparison itself. */
    private static boolean isFree(Op op, Terminator.Branch branch, Known known) {
        if (op instanceof Op.Constant) return true;
        return op instanceof Op.Compare compare
                && compare.result().equals(branch.left())
                && known.usedOnce(compare.result());
    }

    /** One loop. */
    private static final class Run {
        private final Function function;
        private final NaturalLoop loop;
        private final Fresh fresh;
        private final Map<Value, Map<BlockLabel, Value>> redefined = new HashMap<>();
        private final Map<BlockLabel, Map<Integer, Target>> led = new HashMap<>();
        private final List<Block> added = new ArrayList<>();

        Run(Function function, NaturalLoop loop) {
            this.function = function;
            this.loop = loop;
            fresh = Fresh.of(function);
        }

        Function rotated() {
            ask(loop.entries().get(0));
            ask(loop.backs().get(0));
            List<Block> blocks = new ArrayList<>();
            for (var block : function.blocks())
                blocks.add(led(block.equals(function.entry()) ? withConstants(block) : block));
            blocks.addAll(added);
            var reached = SimplifyBlocks.reached(function.withBlocks(blocks));
            return new RepairSsa(reached, redefined, fresh).repaired();
        }

        /** Gives a block the constants of the head, which others may use: as parameters they would be constants no more. */
        private Block withConstants(Block entry) {
            var constants = loop.head().ops().stream().filter(Op.Constant.class::isInstance);
            return entry.withOps(Stream.concat(constants, entry.ops().stream()).toList());
        }

        /** Leads an edge to a copy of the head. */
        private void ask(ControlFlow.Edge edge) {
            var head = loop.head();
            var label = fresh.block(head.label().hint());
            Map<Value, Value> values = new HashMap<>();
            for (var i = 0; i < head.parameters().size(); i++)
                define(head.parameters().get(i), edge.target().arguments().get(i), label, values);
            List<Op> ops = new ArrayList<>();
            for (var op : head.ops()) {
                if (op instanceof Op.Constant) continue;
                var mapped = op.map(value -> values.getOrDefault(value, value));
                if (mapped instanceof Op.Producing producing) {
                    var result = fresh.value(producing.result().type());
                    define(producing.result(), result, label, values);
                    ops.add(producing.withResult(result));
                } else ops.add(mapped);
            }
            var end = head.terminator().map(value -> values.getOrDefault(value, value));
            added.add(new Block(label, List.of(), ops, end));
            led.computeIfAbsent(edge.from().label(), l -> new HashMap<>())
                    .put(edge.index(), new Target(label, List.of()));
        }

        private void define(Value value, Value copy, BlockLabel label, Map<Value, Value> values) {
            values.put(value, copy);
            // what goes round as it is keeps its definition
            if (!copy.equals(value))
                redefined.computeIfAbsent(value, v -> new HashMap<>()).put(label, copy);
        }

        private Block led(Block block) {
            var changed = led.get(block.label());
            if (changed == null) return block;
            List<Target> targets = new ArrayList<>(block.terminator().targets());
            changed.forEach(targets::set);
            return block.withTerminator(block.terminator().withTargets(targets));
        }
    }
}
