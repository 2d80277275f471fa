package dev.skep.compiler.machine.model;

import dev.skep.ir.BlockLabel;
import java.util.List;

/** Straight-line machine code; its parameters are given by the edges that lead to it. */
public record MachineBlock(
        BlockLabel label,
        List<VirtualRegister> parameters,
        List<MachineInstruction> instructions,
        MachineTerminator terminator) {
    /** Copies the lists. */
    public MachineBlock {
        parameters = List.copyOf(parameters);
        instructions = List.copyOf(instructions);
    }
}
