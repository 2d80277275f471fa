package dev.skep.dsl.context;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.U64;
import dev.skep.kernel.Machine;

/** The registers at a probe: {@code struct pt_regs} of the machine that the object is made for. Kernel 4.1. */
public final class PtRegs {
    /** The struct. */
    public static final ContextDef<PtRegs> CONTEXT = ContextDef.context("pt_regs");

    /** What the function returns, where the program runs at its return. */
    public static final ContextField<PtRegs, U64> RESULT = CONTEXT.register("result", Machine::result);

    /** Where the machine is. */
    public static final ContextField<PtRegs, U64> INSTRUCTION_POINTER =
            CONTEXT.register("instruction_pointer", Machine::instructionPointer);

    /** Where the stack is. */
    public static final ContextField<PtRegs, U64> STACK_POINTER =
            CONTEXT.register("stack_pointer", Machine::stackPointer);

    /** Where the frame is, if functions keep frame pointers. */
    public static final ContextField<PtRegs, U64> FRAME_POINTER =
            CONTEXT.register("frame_pointer", Machine::framePointer);

    private PtRegs() {}

    /** An argument of the function, counted from 0, as far as registers carry them. */
    public static ContextField<PtRegs, U64> argument(int index) {
        for (var machine : Machine.values()) {
            var most = machine.arguments().size();
            if (index < 0 || index >= most)
                throw new IllegalArgumentException(
                        "argument " + index + " of a function is not in 0 to " + (most - 1) + " on " + machine.word());
        }
        return CONTEXT.register(
                "argument " + index, machine -> machine.arguments().get(index));
    }
}
