package dev.skep.ir;

import java.util.List;

/** Straight-line code: entered at the top with values for its parameters, left by its terminator. */
public record Block(BlockLabel label, List<Value> parameters, List<Op> ops, Terminator terminator) {
    public Block {
        parameters = List.copyOf(parameters);
        ops = List.copyOf(ops);
    }

    /** Returns the same block with another end; itself where that is no other, so that what did not change is found without looking. */
    public Block withTerminator(Terminator changed) {
        return changed.equals(terminator) ? this : new Block(label, parameters, ops, changed);
    }

    /** Returns the same block with other ops; itself where they are no others. */
    public Block withOps(List<Op> changed) {
        return changed.equals(ops) ? this : new Block(label, parameters, changed, terminator);
    }
}
