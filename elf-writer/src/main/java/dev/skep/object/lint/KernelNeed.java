package dev.skep.object.lint;

import dev.skep.kernel.KernelVersion;

/**
 * Something that an object uses and old kernels do not have.
 *
 * @param since the first kernel that has it
 * @param what what it is: an instruction, a helper, a type of map
 * @param place the first place in the object that uses it
 * @param strength whether the object cannot do without
 */
public record KernelNeed(KernelVersion since, String what, String place, Strength strength) {
    /** Whether an object can do without. */
    public enum Strength {
        /** It cannot. */
        REQUIRED,
        /** Loaders leave it out for kernels that do not have it, or those take it for something that it does no harm to be. */
        REPLACEABLE
    }

    @Override
    public String toString() {
        return since + " " + what + " (" + place + ")";
    }
}
