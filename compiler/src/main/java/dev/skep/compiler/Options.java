package dev.skep.compiler;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Opcode;
import dev.skep.asm.Target;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Machine;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Set;

/**
 * What the object is made for, and who looks on while it is made.
 *
 * @param targetKernel the oldest kernel that must take the object: decides the instructions and helpers that may be used
 * @param isa the newest level of the instruction set that may be used, one that the kernel has
 * @param byteOrder of the machines that run it
 * @param leftOut names of passes that do not run
 * @param listener is told what each stage makes
 * @param machine whose registers programs at probes read
 */
public record Options(
        KernelVersion targetKernel,
        IsaVersion isa,
        ByteOrder byteOrder,
        Set<String> leftOut,
        StageListener listener,
        Machine machine) {
    /** The oldest kernel Skep makes objects for. */
    public static final KernelVersion OLDEST_KERNEL = new KernelVersion(5, 10);

    /** Little endian, for {@link #OLDEST_KERNEL} and later. */
    public static final Options DEFAULT = new Options(OLDEST_KERNEL, ByteOrder.LITTLE_ENDIAN);

    private static final int CLASS = 0x07;
    private static final int NARROW = 0x04;
    private static final int OPERATION = 0xf0;
    private static final int SWAP = 0xd0;

    /** Refuses a level that the kernel does not have, and names of passes that there are not, or that cannot be left out. */
    public Options {
        if (!targetKernel.atLeast(isa.since()))
            throw new IllegalArgumentException("level " + word(isa) + " of the instruction set needs kernel "
                    + isa.since() + ", the object must load on " + targetKernel);
        leftOut = Set.copyOf(leftOut);
        for (var name : leftOut)
            if (!optionalPasses().contains(name))
                throw new IllegalArgumentException("there is no pass `" + name + "` that may be left out");
    }

    /** The newest level that the kernel has; all passes run, and nobody looks on. */
    public Options(KernelVersion targetKernel, ByteOrder byteOrder) {
        this(targetKernel, IsaVersion.of(targetKernel), byteOrder, Set.of(), StageListener.NONE, Machine.X86_64);
    }

    private static String word(IsaVersion isa) {
        return isa.name().toLowerCase(Locale.ROOT);
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
        return new Options(targetKernel, isa, byteOrder, passes, listener, machine);
    }

    /** Returns the same options without any pass that may be left out. */
    public Options withoutOptimization() {
        return without(optionalPasses());
    }

    /** Returns what the assembler needs to know of it. */
    public Target target() {
        return new Target(isa, targetKernel);
    }

    /**
     * Returns the level from which on compilers use an instruction: arithmetic of 32 bits is as old as the set, and used from v3 on. Changes of
     * the byte order have the same class and no width.
     */
    public static IsaVersion level(Opcode opcode) {
        var isNarrow = (opcode.code() & CLASS) == NARROW && (opcode.code() & OPERATION) != SWAP;
        return isNarrow && !opcode.isa().includes(IsaVersion.V3) ? IsaVersion.V3 : opcode.isa();
    }

    /** Returns whether there are instructions that compute with 32 bits; compilers use them from v3 on. */
    public boolean computesNarrow() {
        return isa.includes(IsaVersion.V3);
    }

    /** Returns the same options for another kernel, with the newest level that it has. */
    public Options withTargetKernel(KernelVersion kernel) {
        return new Options(kernel, IsaVersion.of(kernel), byteOrder, leftOut, listener, machine);
    }

    /**
     * Returns the same options for another level of the instruction set, as compilers take it by {@code -mcpu}.
     *
     * @throws IllegalArgumentException when the kernel does not have the level
     */
    public Options withIsa(IsaVersion level) {
        return new Options(targetKernel, level, byteOrder, leftOut, listener, machine);
    }

    /** Returns the same options with another who looks on. */
    public Options withListener(StageListener other) {
        return new Options(targetKernel, isa, byteOrder, leftOut, other, machine);
    }

    /** Returns the same options for another machine. */
    public Options withMachine(Machine other) {
        return new Options(targetKernel, isa, byteOrder, leftOut, listener, other);
    }
}
