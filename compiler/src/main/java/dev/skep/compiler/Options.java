package dev.skep.compiler;

import dev.skep.asm.Target;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Machine;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * What the object is made for, and who looks on while it is made.
 *
 * @param targetKernel the oldest kernel that must take the object: decides the instructions and helpers that may be used
 * @param byteOrder of the machines that run it
 * @param leftOut names of passes that do not run
 * @param listener is told what each stage makes
 * @param machine whose registers programs at probes read
 */
public record Options(
        KernelVersion targetKernel, ByteOrder byteOrder, Set<String> leftOut, StageListener listener, Machine machine) {
    /** The oldest kernel Skep makes objects for. */
    public static final KernelVersion OLDEST_KERNEL = new KernelVersion(5, 10);

    /** Little endian, for {@link #OLDEST_KERNEL} and later. */
    public static final Options DEFAULT = new Options(OLDEST_KERNEL, ByteOrder.LITTLE_ENDIAN);

    /** Refuses names of passes that there are not, or that cannot be left out. */
    public Options {
        leftOut = Set.copyOf(leftOut);
        for (var name : leftOut)
            if (!optionalPasses().contains(name))
                throw new IllegalArgumentException("there is no pass `" + name + "` that may be left out");
    }

    /** All passes run, and nobody looks on. */
    public Options(KernelVersion targetKernel, ByteOrder byteOrder) {
        this(targetKernel, byteOrder, Set.of(), StageListener.NONE, Machine.X86_64);
    }

    /** Returns the names of the passes that may be left out: all that only make programs better. */
    public static Set<String> optionalPasses() {
        return Pipeline.optional();
    }

    /** Returns whether the pass of that name runs. */
    public boolean runs(String pass) {
        return !leftOut.contains(pass);
    }

    /** Returns the same options without some passes. */
    public Options without(Set<String> passes) {
        return new Options(targetKernel, byteOrder, passes, listener, machine);
    }

    /** Returns the same options without any pass that may be left out. */
    public Options withoutOptimization() {
        return without(optionalPasses());
    }

    /** Returns what the assembler needs to know of it. */
    public Target target() {
        return Target.of(targetKernel);
    }

    /** Returns the same options for another kernel. */
    public Options withTargetKernel(KernelVersion kernel) {
        return new Options(kernel, byteOrder, leftOut, listener, machine);
    }

    /** Returns the same options with another who looks on. */
    public Options withListener(StageListener other) {
        return new Options(targetKernel, byteOrder, leftOut, other, machine);
    }

    /** Returns the same options for another machine. */
    public Options withMachine(Machine other) {
        return new Options(targetKernel, byteOrder, leftOut, listener, other);
    }
}
