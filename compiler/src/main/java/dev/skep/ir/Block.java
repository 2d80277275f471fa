package dev.skep.ir;

import java.util.List;

/** Straight-line code: entered at the top with values for its parameters, left by its terminator. */
public record Block(BlockLabel label, List<Value> parameters, List<Op> ops, Terminator terminator) {
    public Block {
        parameters = List.copyOf(parameters);
        ops = List.copyOf(ops);
    }
}
