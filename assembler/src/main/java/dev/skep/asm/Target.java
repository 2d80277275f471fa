package dev.skep.asm;

import dev.skep.kernel.KernelVersion;

/**
 * What the code must run on: instructions beyond it are refused, and long jumps are built from what it has.
 *
 * @param isa the newest level of the instruction set that may be used
 * @param kernel the oldest kernel that must accept the code; one that is not out yet when the level alone counts
 */
public record Target(IsaVersion isa, KernelVersion kernel) {
    private static final KernelVersion NOT_LIMITED = new KernelVersion(Integer.MAX_VALUE, 0);

    /** Returns the target of a level alone: any instruction of it will do, even one that no kernel accepts yet. */
    public static Target of(IsaVersion isa) {
        return new Target(isa, NOT_LIMITED);
    }

    /** Returns the target of a kernel, with the newest level that it runs. */
    public static Target of(KernelVersion kernel) {
        return new Target(IsaVersion.of(kernel), kernel);
    }

    /** Tells whether the instruction may be used. */
    public boolean has(Opcode opcode) {
        return isa.includes(opcode.isa())
                && (!isLimited() || opcode.since().filter(kernel::atLeast).isPresent());
    }

    /** By comparison, for {@code equals} of a record takes long when it is called for the first time. */
    private boolean isLimited() {
        return kernel.compareTo(NOT_LIMITED) != 0;
    }

    @Override
    public String toString() {
        return isLimited() ? isa + " on kernel " + kernel : isa.toString();
    }
}
