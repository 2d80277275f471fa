package dev.skep.compiler.machine;

import dev.skep.asm.SourceLine;
import dev.skep.kernel.KernelVersion;

/** The program needs an instruction that the oldest kernel it is made for does not have. */
public final class KernelTooOld extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient SourceLine location;
    private final transient KernelVersion needed;

    KernelTooOld(String what, KernelVersion needed, KernelVersion target, SourceLine location) {
        super(what + " needs kernel " + needed + ", the object must load on " + target);
        this.location = location;
        this.needed = needed;
    }

    /** Returns the source line of the instruction. */
    public SourceLine location() {
        return location;
    }

    /** Returns the first kernel that has the instruction. */
    public KernelVersion needed() {
        return needed;
    }
}
