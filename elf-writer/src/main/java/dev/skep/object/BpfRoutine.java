package dev.skep.object;

import dev.skep.asm.Code;
import dev.skep.asm.SourceLine;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;

/** A piece of code with a name and a prototype: an entry program or a function. */
public sealed interface BpfRoutine permits BpfProgram, BpfFunction {
    /** The code; its name is the routine's. */
    Code code();

    /** The {@code FUNC_PROTO} of this routine; every parameter has a name. */
    BtfId prototype();

    /** Where it is declared: the line of its first instructions if the code itself does not say one. */
    SourceLine declared();

    /** Who may call it. */
    BtfLinkage linkage();

    /** The name, unique among all routines of an object. */
    default String name() {
        return code().name();
    }
}
