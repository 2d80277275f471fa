package dev.skep.compiler;

import dev.skep.asm.Target;
import dev.skep.kernel.KernelVersion;
import java.nio.ByteOrder;

/**
 * What the object is made for.
 *
 * @param targetKernel the oldest kernel that must take the object: decides the instructions and helpers that may be used
 * @param byteOrder of the machines that run it
 */
public record Options(KernelVersion targetKernel, ByteOrder byteOrder) {
    /** The oldest kernel Skep makes objects for. */
    public static final KernelVersion OLDEST_KERNEL = new KernelVersion(5, 10);

    /** Little endian, for {@link #OLDEST_KERNEL} and later. */
    public static final Options DEFAULT = new Options(OLDEST_KERNEL, ByteOrder.LITTLE_ENDIAN);

    /** Returns what the assembler needs to know of it. */
    public Target target() {
        return Target.of(targetKernel);
    }

    /** Returns the same options for another kernel. */
    public Options withTargetKernel(KernelVersion kernel) {
        return new Options(kernel, byteOrder);
    }
}
