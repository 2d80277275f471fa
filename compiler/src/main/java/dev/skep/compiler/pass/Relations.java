package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What comparisons of two numbers, none of them constant, say in the blocks behind them: {@code i < n} bounds {@code i} by what {@code n} may
 * be, and {@code n} by what {@code i} may be.
 */
final class Relations {
    static final Relations NOTHING = new Relations(Map.of(), Map.of());

    /** More comparisons of one value than that say nothing. */
    private static final int MOST = 16;

    private final Map<Value, List<Relation>> relations;
    private final Map<Value, List<Value>> bounded;

    private Relations(Map<Value, List<Relation>> relations, Map<Value, List<Value>> bounded) {
        this.relations = relations;
        this.bounded = bounded;
    }

    /** {@code value condition other} holds in a block and all that it dominates. */
    private record Relation(BlockLabel block, Condition condition, Value other) {
        Range apply(Range range, Range bound) {
            return switch (condition) {
                case EQ -> range.intersection(bound);
                case LT, LE -> bounded(range, bound.high());
                case SLT, SLE -> bounded(range, bound.top());
                case GT, GE -> bounded(range, bound.low());
                case SGT, SGE -> bound.isNonNegative() ? bounded(range, bound.low()) : range;
                case NE, SET -> range;
            };
        }

        private Range bounded(Range range, long number) {
            return range.intersection(Range.where(condition, range.width(), number));
        }
    }

    /** Finds them in a function. */
    static Relations in(ControlFlow flow, Known known) {
        var found = new Relations(new HashMap<>(), new HashMap<>());
        for (var block : flow.reversePostorder())
            if (block.terminator() instanceof Terminator.Branch branch
                    && isOpen(branch.left(), known)
                    && isOpen(branch.right(), known)
                    && !branch.then().label().equals(branch.otherwise().label())) found.add(branch, flow);
        return found;
    }

    private static boolean isOpen(Value value, Known known) {
        return Ranges.isNumber(value) && known.constant(value).isEmpty();
    }

    private void add(Terminator.Branch branch, ControlFlow flow) {
        var condition = branch.condition();
        add(branch, branch.then().label(), condition, flow);
        condition.negate().ifPresent(not -> add(branch, branch.otherwise().label(), not, flow));
    }

    private void add(Terminator.Branch branch, BlockLabel block, Condition condition, ControlFlow flow) {
        if (flow.incoming(block).size() != 1) return;
        add(branch.left(), new Relation(block, condition, branch.right()));
        add(branch.right(), new Relation(block, condition.swap(), branch.left()));
    }

    private void add(Value value, Relation relation) {
        var all = relations.computeIfAbsent(value, key -> new ArrayList<>());
        if (all.size() == MOST) return;
        all.add(relation);
        bounded.computeIfAbsent(relation.other, key -> new ArrayList<>()).add(value);
    }

    /** Returns what a value may be in a block, given what it may be at all, and what others may be in that block. */
    Range at(Value value, BlockLabel block, Range range, Dominance dominance, Function<Value, Range> others) {
        var all = relations.get(value);
        if (all == null) return range;
        var narrowed = range;
        for (var relation : all)
            if (dominance.dominates(relation.block, block))
                narrowed = relation.apply(narrowed, others.apply(relation.other));
        return narrowed;
    }

    /** Returns the values that are bounded by what another one may be. */
    List<Value> boundedBy(Value other) {
        return bounded.getOrDefault(other, List.of());
    }
}
