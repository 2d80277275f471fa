package dev.skep.object;

import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.loader.Loader;
import java.util.EnumSet;
import java.util.Set;

/**
 * One thing that an object can have.
 *
 * @param name what it is
 * @param since the first kernel that has it
 * @param object an object that has it; its program {@code p} uses it
 * @param returned what {@code p} returns where it runs
 * @param refusedBy the loaders that do not know it
 * @param where on which kernels
 */
record Feature(String name, KernelVersion since, BpfObject object, int returned, Set<Loader> refusedBy, Where where) {
    /** On which kernels. */
    enum Where {
        /** On all that are not older. */
        EVERYWHERE,
        /** On this machine's: guests do not say how they are configured, and what is not stable changed later. */
        HERE
    }

    static Feature of(String name, String since, Sketch sketch, int returned, Loader... refusedBy) {
        var refusing = EnumSet.noneOf(Loader.class);
        refusing.addAll(Set.of(refusedBy));
        return new Feature(name, KernelVersion.parse(since), sketch.object(), returned, refusing, Where.EVERYWHERE);
    }

    /** This feature on this machine's kernel only. */
    Feature here() {
        return new Feature(name, since, object, returned, refusedBy, Where.HERE);
    }

    @Override
    public String toString() {
        return name;
    }
}
