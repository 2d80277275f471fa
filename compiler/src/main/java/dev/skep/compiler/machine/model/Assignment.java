package dev.skep.compiler.machine.model;

import dev.skep.asm.Memory;
import dev.skep.asm.Register;

/** What allocation and stack layout decided, as far as one operation asks. */
public interface Assignment {
    /** Returns the register that holds {@code register} at this operation. */
    Register register(VirtualRegister register);

    /** Returns {@code address} as the machine knows it. */
    Memory memory(Address address);
}
