package dev.skep.compiler.check;

import dev.skep.asm.Condition;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.NumberedMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pointers of a function that may be null: which of them are the same, and which are the constant. */
final class Pointers {
    private final NumberedMap<Value, Value> roots = new NumberedMap<>();
    private final NumberedMap<Value, Value> nulls = new NumberedMap<>();

    Pointers(ControlFlow flow) {
        for (var block : flow.reversePostorder()) for (var op : block.ops()) define(op);
    }

    /** Returns the pointer that {@code op} gives another type without a claim about null; null where it is no such op. */
    static @Nullable Value sameAs(Op op) {
        if (!(op instanceof Op.Reinterpret made) || !(made.value().type() instanceof ValueType.Pointer)) return null;
        return Origins.mayBeNull(made.result()) ? made.value() : null;
    }

    private void define(Op op) {
        if (!(op instanceof Op.Producing producing)) return;
        var same = sameAs(op);
        if (same != null) roots.put(producing.result(), root(same));
        if (op instanceof Op.Constant constant && constant.result().type() instanceof ValueType.Pointer)
            nulls.put(constant.result(), constant.result());
    }

    /** Returns the pointer that {@code value} is another view of; itself mostly. */
    Value root(Value value) {
        return roots.getOrDefault(value, value);
    }

    /** Returns whether a value is the constant null itself; what is merely known to be null the verifier compares like any number. */
    boolean isConstant(Value value) {
        return nulls.containsKey(value);
    }

    /**
     * A branch that asks whether a pointer is null.
     *
     * @param nullWay which target it takes then
     */
    record Test(Value root, int nullWay) {}

    /** Returns what the end of a block asks, if that is whether a pointer is null. */
    Optional<Test> asksForNull(Terminator end) {
        if (!(end instanceof Terminator.Branch branch)) return Optional.empty();
        var nullWay = branch.condition() == Condition.EQ ? 0 : 1;
        return asksForNull(branch.condition(), branch.left(), branch.right()).map(root -> new Test(root, nullWay));
    }

    /** Returns the pointer, by its root, that a comparison asks whether it is null; empty when it asks something else. */
    Optional<Value> asksForNull(Condition condition, Value left, Value right) {
        if (condition != Condition.EQ && condition != Condition.NE) return Optional.empty();
        if (isConstant(right)) return Optional.of(root(left));
        return isConstant(left) ? Optional.of(root(right)) : Optional.empty();
    }
}
