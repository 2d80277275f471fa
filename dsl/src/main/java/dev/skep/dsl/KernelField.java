package dev.skep.dsl;

/** A field of a struct of the kernel, read by {@link KernelObject#get}. */
public final class KernelField<V> {
    private final KernelStruct struct;
    private final String name;
    private final String access;
    private final KernelReads.Reading<V> reading;

    KernelField(KernelStruct struct, String name, String access, KernelReads.Reading<V> reading) {
        this.struct = struct;
        this.name = name;
        this.access = access;
        this.reading = reading;
    }

    KernelStruct struct() {
        return struct;
    }

    /** Returns which member it is, as CO-RE relocations say it. */
    String access() {
        return access;
    }

    int offset() {
        return struct.btf().member(name).orElseThrow().offset();
    }

    KernelReads.Reading<V> reading() {
        return reading;
    }

    @Override
    public String toString() {
        return struct + "." + name;
    }
}
