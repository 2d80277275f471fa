package dev.skep.compiler.check;

import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Goes along every path of a function, one after the other, and tells which ops touch a pointer that is null on one of them. A lookup is
 * null on one path and not on the other; a truth value that no test of null decides is not known, and takes branches both ways each time.
 * A path ends where it comes to a block again with nothing new.
 */
final class AllPaths {
    private static final String NULL = "null";
    private static final String OBJECT = "object";
    private static final String UNKNOWN = "unknown";

    private final ControlFlow flow;
    private final Set<Value> nulls = new HashSet<>();
    private final Set<Op> found = new LinkedHashSet<>();
    private final Set<Object> seen = new HashSet<>();
    private int left;

    private AllPaths(Function function, int most) {
        flow = ControlFlow.of(function);
        left = most;
    }

    /** Returns the ops that touch null; empty when there are more paths than {@code most}. */
    static Optional<Set<Op>> touchingNull(Function function, int most) {
        var paths = new AllPaths(function, most);
        paths.from(function.entry(), 0, Map.of());
        return paths.left < 0 ? Optional.empty() : Optional.of(paths.found);
    }

    private void from(Block block, int start, Map<Value, Object> before) {
        if (--left < 0) return;
        Map<Value, Object> values = new HashMap<>(before);
        for (var i = start; i < block.ops().size(); i++) {
            var op = block.ops().get(i);
            if (op instanceof Op.CallHelper call) {
                values.put(call.result(), NULL);
                from(block, i + 1, values);
                values.put(call.result(), OBJECT);
                from(block, i + 1, values);
                return;
            }
            if (op instanceof Op.Store store && NULL.equals(values.get(store.address()))) {
                found.add(op);
                return;
            }
            if (op instanceof Op.Producing made) values.put(made.result(), result(op, values));
        }
        leave(block.terminator(), values);
    }

    private Object result(Op op, Map<Value, Object> values) {
        if (op instanceof Op.Constant constant)
            return constant.result().type() instanceof ValueType.Pointer ? NULL : constant.value();
        if (op instanceof Op.Compare compare)
            return compare(compare.condition(), compare.left(), compare.right(), values);
        if (!(op instanceof Op.Binary binary)) return UNKNOWN;
        var a = values.get(binary.left());
        var b = values.get(binary.right());
        if (a instanceof Long x && b instanceof Long y)
            return switch (binary.operation()) {
                case AND -> x & y;
                case OR -> x | y;
                case XOR -> x ^ y;
                default -> UNKNOWN;
            };
        if (binary.operation() == BinaryOp.AND && (Objects.equals(a, 0L) || Objects.equals(b, 0L))) return 0L;
        if (binary.operation() == BinaryOp.OR && (Objects.equals(a, 1L) || Objects.equals(b, 1L))) return 1L;
        return UNKNOWN;
    }

    private static Object compare(Condition condition, Value left, Value right, Map<Value, Object> values) {
        var a = values.get(left);
        var b = values.get(right);
        if (UNKNOWN.equals(a) || UNKNOWN.equals(b)) return UNKNOWN;
        if (condition == Condition.EQ) return a.equals(b) ? 1L : 0L;
        if (condition == Condition.NE) return a.equals(b) ? 0L : 1L;
        if (condition == Condition.LT && a instanceof Long x && b instanceof Long y) return x < y ? 1L : 0L;
        return UNKNOWN;
    }

    private void leave(Terminator end, Map<Value, Object> values) {
        List<Target> targets = end.targets();
        if (end instanceof Terminator.Branch branch) {
            var holds = compare(branch.condition(), branch.left(), branch.right(), values);
            if (holds.equals(1L)) targets = targets.subList(0, 1);
            if (holds.equals(0L)) targets = targets.subList(1, 2);
        }
        for (var target : targets) enter(target, values);
    }

    private void enter(Target target, Map<Value, Object> values) {
        var block = flow.block(target.label());
        Map<Value, Object> after = new HashMap<>(values);
        for (var i = 0; i < block.parameters().size(); i++)
            after.put(block.parameters().get(i), values.get(target.arguments().get(i)));
        if (seen.add(List.of(block.label(), after))) from(block, 0, after);
    }
}
