package dev.skep.dsl;

import dev.skep.ir.StructType;

/** A field of a struct of the kernel, read by {@link KernelObject#get}. */
public final class KernelField<V> {
    private final KernelStruct struct;
    private final String name;
    private final int position;
    private final KernelReads.Reading<V> reading;

    KernelField(KernelStruct struct, String name, int position, KernelReads.Reading<V> reading) {
        this.struct = struct;
        this.name = name;
        this.position = position;
        this.reading = reading;
    }

    KernelStruct struct() {
        return struct;
    }

    /** Returns which member of its struct it is. */
    int position() {
        return position;
    }

    StructType.Member member() {
        return struct.member(position);
    }

    KernelReads.Reading<V> reading() {
        return reading;
    }

    @Override
    public String toString() {
        return struct + "." + name;
    }
}
