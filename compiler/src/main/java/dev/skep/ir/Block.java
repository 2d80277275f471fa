package dev.skep.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Straight-line code: entered at the top with values for its parameters, left by its terminator. */
public record Block(BlockLabel label, List<Value> parameters, List<Op> ops, Terminator terminator) {
    public Block {
        parameters = List.copyOf(parameters);
        ops = List.copyOf(ops);
    }

    /** Returns the same block with another end; itself where that is no other, so that what did not change is found without looking. */
    public Block withTerminator(Terminator changed) {
        return isSame(changed, terminator) ? this : new Block(label, parameters, ops, changed);
    }

    /** Returns the same block with other ops; itself where they are no others. */
    public Block withOps(List<Op> changed) {
        return areSame(changed, ops) ? this : new Block(label, parameters, changed, terminator);
    }

    /** Returns a block of the same name; itself where it has just these parameters, ops and end. */
    public Block with(List<Value> changedParameters, List<Op> changedOps, Terminator changedEnd) {
        return changedParameters.equals(parameters) && areSame(changedOps, ops) && isSame(changedEnd, terminator)
                ? this
                : new Block(label, changedParameters, changedOps, changedEnd);
    }

    private static boolean isSame(Terminator one, Terminator other) {
        return one == other || one.equals(other);
    }

    /** Most ops that are the same are one and the same. */
    private static boolean areSame(List<Op> some, List<Op> others) {
        var size = some.size();
        if (size != others.size()) return false;
        for (var i = 0; i < size; i++) {
            var one = some.get(i);
            var other = others.get(i);
            if (one != other && !one.equals(other)) return false;
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Block block
                        && label.equals(block.label)
                        && parameters.equals(block.parameters)
                        && areSame(ops, block.ops)
                        && isSame(terminator, block.terminator));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * label.hashCode() + ops.hashCode()) + terminator.hashCode();
    }
}
