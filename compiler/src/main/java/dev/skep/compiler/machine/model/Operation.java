package dev.skep.compiler.machine.model;

import dev.skep.asm.Register;
import dev.skep.asm.RegisterSet;
import dev.skep.asm.SourceLine;
import java.util.List;
import java.util.Optional;

/** What instructions and terminators have in common: which values go where. */
public sealed interface Operation permits MachineInstruction, MachineTerminator {
    /** Returns the source line that caused it. */
    SourceLine line();

    /** Returns its operands. */
    List<Use> uses();

    /** Returns the register it defines, if any. */
    Optional<VirtualRegister> result();

    /** Returns the physical registers that hold something else afterwards, besides that of the result. */
    RegisterSet clobbers();

    /** Returns where the machine leaves the result, when that is not the allocator's choice. */
    default Optional<Register> fixedResult() {
        return clobbers().contains(Register.R0) ? Optional.of(Register.R0) : Optional.empty();
    }
}
