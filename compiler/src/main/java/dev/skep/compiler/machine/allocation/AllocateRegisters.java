package dev.skep.compiler.machine.allocation;

import dev.skep.compiler.machine.model.MachineFunction;

/** Puts virtual registers into r0 to r9 and words of the frame. */
public final class AllocateRegisters {
    private AllocateRegisters() {}

    /** Returns the function without virtual registers, block parameters and two-address constraints. */
    public static AllocatedFunction of(MachineFunction function) {
        var flow = Flow.of(function);
        var recipes = Recipes.of(function);
        var pieces = LinearScan.run(function, flow, recipes);
        return PlaceMoves.of(function, flow, pieces, recipes);
    }
}
