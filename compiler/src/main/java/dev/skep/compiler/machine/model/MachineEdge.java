package dev.skep.compiler.machine.model;

import dev.skep.ir.BlockLabel;
import java.util.List;
import java.util.stream.Collectors;

/** A way to a block, with the values for its parameters. */
public record MachineEdge(BlockLabel target, List<Source> arguments) {
    /** Copies the list. */
    public MachineEdge {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
        if (arguments.isEmpty()) return target.toString();
        return target + arguments.stream().map(Source::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
