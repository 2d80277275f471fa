package dev.skep.dsl.context;

import dev.skep.dsl.ContextDef;

/** Memory that user space hands to a program: a struct of one's own says what is in it; {@link dev.skep.dsl.Context#as}. Kernel 5.14. */
public final class SyscallMemory {
    /** The memory. */
    public static final ContextDef<SyscallMemory> CONTEXT = ContextDef.memory("user space");

    private SyscallMemory() {}
}
