package dev.skep.ir;

import java.util.List;
import java.util.function.UnaryOperator;

/** An edge: the block it leads to and the values for that block's parameters. */
public record Target(BlockLabel label, List<Value> arguments) {
    public Target {
        arguments = List.copyOf(arguments);
    }

    /** Returns the same edge with every argument replaced. */
    public Target map(UnaryOperator<Value> change) {
        return new Target(label, arguments.stream().map(change).toList());
    }
}
