package dev.skep.ir;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An edge: the block it leads to and the values for that block's parameters. */
public record Target(BlockLabel label, List<Value> arguments) {
    public Target {
        arguments = List.copyOf(arguments);
    }

    /** Returns the same edge with every argument replaced; itself where they stay what they are. */
    public Target map(UnaryOperator<Value> change) {
        var changed = map(arguments, change);
        return changed.equals(arguments) ? this : new Target(label, changed);
    }

    /** Returns the values replaced; the list itself where they stay what they are. */
    static List<Value> map(List<Value> values, UnaryOperator<Value> change) {
        var size = values.size();
        if (size == 0) return values;
        var changed = new Value[size];
        var isSame = true;
        for (var i = 0; i < size; i++) {
            changed[i] = change.apply(values.get(i));
            isSame &= changed[i].equals(values.get(i));
        }
        return isSame ? values : List.of(changed);
    }

    /** Edges are compared often, and are mostly the same one. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Target target && label.equals(target.label) && arguments.equals(target.arguments));
    }

    @Override
    public int hashCode() {
        return 31 * label.hashCode() + arguments.hashCode();
    }
}
