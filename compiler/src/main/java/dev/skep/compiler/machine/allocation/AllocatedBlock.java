package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.MachineTerminator;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.BlockLabel;
import java.util.List;
import java.util.Map;

/**
 * Allocated straight-line code.
 *
 * @param terminator as it was; the values its edges carry have been moved
 * @param registers where the operands of the terminator are
 * @param targets where its edges lead now, in order: to the block they name or to one that moves values on the way there
 */
public record AllocatedBlock(
        BlockLabel label,
        List<AllocatedStep> steps,
        MachineTerminator terminator,
        Map<VirtualRegister, Register> registers,
        List<BlockLabel> targets) {
    /** Copies the collections. */
    public AllocatedBlock {
        steps = List.copyOf(steps);
        registers = Map.copyOf(registers);
        targets = List.copyOf(targets);
    }
}
