package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Numbers that begin somewhere and only become smaller, one by one, as long as they are not negative: {@code for (i = 7; i >= 0; i--)}. Where
 * one is not negative, it is no larger than where it began.
 */
final class Falling {
    static final Falling NOTHING = new Falling(Map.of());

    private final Map<Value, Long> starts;

    private Falling(Map<Value, Long> starts) {
        this.starts = starts;
    }

    /** Finds those that are parameters of the block where a loop asks whether it goes on. */
    static Falling in(ControlFlow flow, Dominance dominance, Known known) {
        Map<Value, Long> starts = new HashMap<>();
        for (var block : flow.reversePostorder())
            for (var i = 0; i < block.parameters().size(); i++) {
                var parameter = block.parameters().get(i);
                var start = Ranges.isNumber(parameter) ? start(block, i, flow, dominance, known) : OptionalLong.empty();
                if (start.isPresent()) starts.put(parameter, start.getAsLong());
            }
        return new Falling(starts);
    }

    /** Returns what a number may be, given what is known of it where it is read. */
    Range at(Value value, Range range) {
        var start = starts.get(value);
        if (start == null || !range.isNonNegative()) return range;
        return range.intersection(Range.of(range.width(), 0, start));
    }

    private static OptionalLong start(Block block, int index, ControlFlow flow, Dominance dominance, Known known) {
        var parameter = block.parameters().get(index);
        if (!(block.terminator() instanceof Terminator.Branch branch) || !goesOnAbove(branch, parameter, known))
            return OptionalLong.empty();
        var body = branch.then().label();
        if (flow.incoming(body).size() != 1) return OptionalLong.empty();
        var most = OptionalLong.empty();
        for (var edge : flow.incoming(block.label())) {
            var given = edge.target().arguments().get(index);
            if (isOneLess(given, parameter, known)
                    && dominance.dominates(body, edge.from().label())) continue;
            var number = known.constant(given);
            if (number.isEmpty() || number.getAsLong() < 0) return OptionalLong.empty();
            most = OptionalLong.of(Math.max(number.getAsLong(), most.orElse(0)));
        }
        return most;
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
