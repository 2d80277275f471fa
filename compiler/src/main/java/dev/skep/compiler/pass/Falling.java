package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Numbers that begin somewhere and only become smaller, one by one, as long as they are not negative: {@code for (i = 7; i >= 0; i--)}. None
 * is ever larger than where it began, and if that is not negative, none is smaller than -1.
 */
final class Falling {
    static final Falling NOTHING = new Falling(Map.of());

    private final Map<Value, List<Begin>> begins;
    private final Map<Value, List<Value>> beginning = new HashMap<>();

    /** What a number is at first, and the block that says so. */
    private record Begin(Value value, BlockLabel from) {}

    private Falling(Map<Value, List<Begin>> begins) {
        this.begins = begins;
        begins.forEach((value, all) -> all.forEach(begin ->
                beginning.computeIfAbsent(begin.value, key -> new ArrayList<>()).add(value)));
    }

    /** Finds those that are parameters of the block where a loop asks whether it goes on. */
    static Falling in(ControlFlow flow, Dominance dominance, Known known) {
        Map<Value, List<Begin>> all = new HashMap<>();
        for (var block : flow.reversePostorder())
            for (var i = 0; i < block.parameters().size(); i++) {
                var parameter = block.parameters().get(i);
                if (!Ranges.isNumber(parameter)) continue;
                var begins = begins(block, i, flow, dominance, known);
                if (!begins.isEmpty()) all.put(parameter, begins);
            }
        return new Falling(all);
    }

    /** Returns what a number may be, given what is known of it where it is read, and what others may be in a block. */
    Range at(Value value, Range range, BiFunction<Value, BlockLabel, Range> others) {
        var all = begins.get(value);
        if (all == null) return range;
        var most = all.stream()
                .mapToLong(begin -> others.apply(begin.value, begin.from).top());
        return range.intersection(
                Range.where(Condition.SLE, range.width(), most.max().orElseThrow()));
    }

    /** Returns what comes out where a positive number is added to one that falls, and that may be -1; empty where nothing falls. */
    Optional<Range> sum(Value value, Range range, Range added, BiFunction<Value, BlockLabel, Range> others) {
        var all = begins.get(value);
        if (all == null || !added.isNonNegative() || added.low() == 0) return Optional.empty();
        var most = Range.mask(range.width()) >>> 1;
        if (range.top() < 0 || range.top() > most - added.high()) return Optional.empty();
        return all.stream()
                        .allMatch(begin -> others.apply(begin.value, begin.from).isNonNegative())
                ? Optional.of(Range.of(range.width(), added.low() - 1, range.top() + added.high()))
                : Optional.empty();
    }

    /** Returns the numbers that fall from where a value is. */
    List<Value> beginningAt(Value value) {
        return beginning.getOrDefault(value, List.of());
    }

    private static List<Begin> begins(Block block, int index, ControlFlow flow, Dominance dominance, Known known) {
        var parameter = block.parameters().get(index);
        if (!(block.terminator() instanceof Terminator.Branch branch) || !goesOnAbove(branch, parameter, known))
            return List.of();
        var body = branch.then().label();
        if (flow.incoming(body).size() != 1) return List.of();
        List<Begin> begins = new ArrayList<>();
        for (var edge : flow.incoming(block.label())) {
            var given = edge.target().arguments().get(index);
            var from = edge.from().label();
            var falls = isOneLess(given, parameter, known) && dominance.dominates(body, from);
            if (!falls && !given.equals(parameter)) begins.add(new Begin(given, from));
        }
        return begins;
    }

    /** Returns whether a loop goes on only where the number is not negative. */
    private static boolean goesOnAbove(Terminator.Branch branch, Value parameter, Known known) {
        if (!branch.left().equals(parameter)) return false;
        return (branch.condition() == Condition.SGE && known.isConstant(branch.right(), 0))
                || (branch.condition() == Condition.SGT
                        && (known.isConstant(branch.right(), 0) || known.isConstant(branch.right(), -1)));
    }

    private static boolean isOneLess(Value given, Value parameter, Known known) {
        var op = known.definition(given, Op.Binary.class);
        if (op == null || !op.left().equals(parameter)) return false;
        return (op.operation() == BinaryOp.SUB && known.isConstant(op.right(), 1))
                || (op.operation() == BinaryOp.ADD && known.isConstant(op.right(), -1));
    }
}
