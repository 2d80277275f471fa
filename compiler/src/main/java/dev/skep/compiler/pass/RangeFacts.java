package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import dev.skep.ir.graph.NumberedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** What comparisons with constants say about values in the blocks behind them. */
final class RangeFacts {
    /** More comparisons of one value than that say nothing. */
    private static final int MOST = 32;

    private static final int MOST_LIMITS = 256;

    private static final int DEEPEST = 4;

    private final Dominance dominance;
    private final NumberedMap<Value, List<Fact>> facts = new NumberedMap<>();
    private final NavigableSet<Long> limits = new TreeSet<>(Long::compareUnsigned);

    /** {@code value condition number} holds in a block and all that it dominates. */
    private record Fact(BlockLabel block, Condition condition, long number) {
        Range apply(Range range) {
            return range.intersection(Range.where(unsigned(range), range.width(), number));
        }

        /** Numbers that are not negative are below a number if they are so without sign. */
        private Condition unsigned(Range range) {
            var areNonNegative = range.isNonNegative()
                    && Range.of(range.width(), 0, number & Range.mask(range.width()))
                            .isNonNegative();
            if (!areNonNegative) return condition;
            return condition == Condition.SLT ? Condition.LT : condition == Condition.SLE ? Condition.LE : condition;
        }
    }

    /** {@code value condition number}. */
    private record Question(Value value, Condition condition, long number) {}

    RangeFacts(ControlFlow flow, Dominance dominance, Known known) {
        this.dominance = dominance;
        for (var block : flow.reversePostorder())
            if (block.terminator() instanceof Terminator.Branch branch) collect(branch, flow, known);
    }

    private void collect(Terminator.Branch branch, ControlFlow flow, Known known) {
        var question = question(branch, known);
        if (question.isEmpty()) return;
        var number = question.get().number;
        if (limits.size() < MOST_LIMITS) for (var by = -1; by <= 1; by++) limits.add(number + by);
        if (branch.then().label().equals(branch.otherwise().label())) return;
        var value = question.get().value;
        var condition = question.get().condition;
        add(value, branch.then().label(), condition, number, flow);
        condition.negate().ifPresent(not -> add(value, branch.otherwise().label(), not, number, flow));
    }

    /** Returns what a branch asks about a value, on whichever side the number is that it is compared with. */
    private static Optional<Question> question(Terminator.Branch branch, Known known) {
        if (branch.left().type() instanceof ValueType.Pointer) return Optional.empty();
        var right = number(branch.right(), known, DEEPEST);
        if (right.isPresent()) return Optional.of(new Question(branch.left(), branch.condition(), right.getAsLong()));
        var left = number(branch.left(), known, DEEPEST);
        return left.isPresent()
                ? Optional.of(new Question(branch.right(), branch.condition().swap(), left.getAsLong()))
                : Optional.empty();
    }

    /** Returns a number that is computed from constants only: nothing need have been folded yet. */
    private static OptionalLong number(Value value, Known known, int depth) {
        var constant = known.constant(value);
        if (constant.isPresent() || depth == 0) return constant;
        var widened = known.definition(value, Op.Extend.class);
        if (widened != null) {
            var number = number(widened.value(), known, depth - 1);
            return number.isEmpty()
                    ? number
                    : OptionalLong.of(Arithmetic.extend(
                            widened.extension(), widened.from(), value.type().bits(), number.getAsLong()));
        }
        var computed = known.definition(value, Op.Binary.class);
        if (computed == null || !Ranges.isNumber(value)) return constant;
        var left = number(computed.left(), known, depth - 1);
        var right = number(computed.right(), known, depth - 1);
        return left.isEmpty() || right.isEmpty()
                ? constant
                : OptionalLong.of(Arithmetic.binary(
                        computed.operation(), value.type().bits(), left.getAsLong(), right.getAsLong()));
    }

    private void add(Value value, BlockLabel block, Condition condition, long number, ControlFlow flow) {
        if (flow.incoming(block).size() != 1) return;
        var all = facts.computeIfAbsent(value, ArrayList::new);
        if (all.size() < MOST) all.add(new Fact(block, condition, number));
    }

    /** Returns the range up to the next number that anything is compared with: what grows in a loop ends there, if anywhere. */
    Range upToLimit(Range range) {
        var limit = limits.ceiling(range.high());
        var most = Range.mask(range.width());
        if (limit == null || Long.compareUnsigned(limit, most >>> 1) > 0)
            limit = range.isNonNegative() ? most >>> 1 : most;
        return range.upTo(limit);
    }

    /** Returns what a value may be behind an edge, given what it may be in front of it. */
    static Range along(ControlFlow.Edge edge, Value value, Range range, Known known) {
        if (!(edge.from().terminator() instanceof Terminator.Branch branch)) return range;
        var question = question(branch, known).filter(asked -> asked.value.equals(value));
        if (question.isEmpty()) return range;
        var asked = question.get().condition;
        var condition = edge.index() == 0 ? Optional.of(asked) : asked.negate();
        if (condition.isEmpty()) return range;
        return new Fact(edge.target().label(), condition.get(), question.get().number).apply(range);
    }

    /** Returns what a value may be in a block, given what it may be at all. */
    Range at(Value value, BlockLabel block, Range range) {
        var holding = facts.getOrDefault(value, List.of()).stream()
                .filter(fact -> dominance.dominates(fact.block(), block))
                .toList();
        var narrowed = range;
        for (var fact : holding) narrowed = fact.apply(narrowed);
        for (var fact : holding) narrowed = fact.apply(narrowed); // a later one may say that an earlier one has no sign
        return narrowed;
    }
}
