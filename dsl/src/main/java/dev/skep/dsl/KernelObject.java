package dev.skep.dsl;

import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;

/**
 * A pointer to a struct of the kernel. What the verifier trusts is loaded directly; everything else is read by
 * {@code bpf_probe_read_kernel}, which leaves 0 where nothing can be read.
 */
public final class KernelObject {
    private final KernelStruct type;
    private final Origin origin;
    private final Value pointer;

    KernelObject(KernelStruct type, Origin origin, Value pointer) {
        this.type = type;
        this.origin = origin;
        this.pointer = pointer;
    }

    /** {@code object->field}. */
    public <V> V get(KernelField<V> field) {
        requireOwn(field.struct(), field.toString());
        var body = origin.body();
        return field.reading().read(body, KernelReads.address(this, field.access(), field.offset()), kind());
    }

    /** {@code object->array[index]}; loaders must know which element is meant. */
    public <V extends Scalar<V>> V get(KernelArray<V> array, int index) {
        requireOwn(array.struct(), array.toString());
        var access = array.access(index);
        var body = origin.body();
        var address = KernelReads.address(this, access, array.offset(index));
        return KernelReads.number(array.element()).read(body, address, kind());
    }

    /** Returns where it is; 0 when it is nowhere. */
    public U64 address() {
        origin.require("the pointer");
        var body = origin.body();
        return Types.U64.handle(body.computed(body.statement().reinterpret(ValueType.I64, pointer())));
    }

    KernelStruct type() {
        return type;
    }

    Origin origin() {
        return origin;
    }

    /** Returns the pointer as the function that statements go to has it. */
    Value pointer() {
        return origin.body().local(origin.frame(), pointer);
    }

    MemoryKind kind() {
        if (pointer.type() instanceof ValueType.Pointer known) return known.kind();
        throw new IllegalStateException("kernel object at " + pointer + " of type " + pointer.type());
    }

    private void requireOwn(KernelStruct struct, String field) {
        if (struct != type) {
            throw new IllegalArgumentException("`" + field + "` is no field of struct `" + type + "`");
        }
    }
}
