package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;

/**
 * A struct of the kernel, where a pointer leads to or embedded in one there. What the verifier trusts is loaded directly; everything else is
 * read by {@code bpf_probe_read_kernel}, which leaves 0 where nothing can be read.
 */
public final class KernelObject {
    private final KernelStruct type;
    private final Origin origin;
    private final Value pointer;
    private final KernelPath path;

    KernelObject(KernelStruct type, Origin origin, Value pointer) {
        this(type, origin, pointer, KernelPath.to(type));
    }

    private KernelObject(KernelStruct type, Origin origin, Value pointer, KernelPath path) {
        this.type = type;
        this.origin = origin;
        this.pointer = pointer;
        this.path = path;
    }

    /** {@code object->field}; a struct that is embedded is read by its fields. */
    public <V> V get(KernelField<V> field) {
        return field.reading().read(this, path(field));
    }

    /** {@code object->array[index]}; loaders must know which element is meant. */
    public <V extends Scalar<V>> V get(KernelArray<V> array, int index) {
        return KernelReads.number(array.element()).read(this, element(array, index));
    }

    /**
     * {@code object->field = value}, for what the kernel lets programs of a {@link StructOpsDef} write to in what it hands to them.
     *
     * @throws IllegalStateException elsewhere
     */
    public <V extends Scalar<V>> void set(KernelField<V> field, V value) {
        var part = path(field);
        KernelWrites.require(this, part, field.toString());
        field.reading().write(this, part, value);
    }

    /** {@code object->field = value}, likewise. */
    public <V extends Scalar<V>> void set(KernelField<V> field, long value) {
        set(field, field.reading().literal(value));
    }

    /** {@code object->array[index] = value}, likewise. */
    public <V extends Scalar<V>> void set(KernelArray<V> array, int index, V value) {
        var part = element(array, index);
        KernelWrites.require(this, part, array.toString());
        KernelReads.number(array.element()).write(this, part, value);
    }

    /** {@code (struct type *)object->array}: memory that the kernel leaves to programs, likewise, as they see it. */
    public Struct as(KernelArray<?> array, StructDef type) {
        var part = whole(array);
        KernelWrites.require(this, part, array.toString());
        var element = array.element().width().bytes();
        if (type.size() > array.length() * element)
            throw new IllegalArgumentException("struct `" + type + "` has " + type.size() + " bytes, and `" + array
                    + "` has " + array.length() * element);
        if (type.btf().alignment() > element)
            throw new IllegalArgumentException("struct `" + type + "` lies at multiples of "
                    + type.btf().alignment() + " bytes, and `" + array + "` may not");
        var address = KernelReads.address(this, part);
        return new Struct(type, new Place(origin.body().here(), address, 0, Access.READ_WRITE));
    }

    /** {@code object->array}: characters, to be printed where they lie. */
    public KernelText text(KernelArray<?> array) {
        var whole = whole(array);
        if (array.element().width() != Width.B)
            throw new IllegalArgumentException("`" + array + "` has elements of more than a byte, and is no text");
        return new KernelText(this, whole, array.length());
    }

    /** {@code &object->field}. */
    public U64 addressOf(KernelField<?> field) {
        var part = path(field);
        if (field.member().bitSize() > 0) {
            throw new IllegalArgumentException("`" + field + "` is a bit-field, which has no address");
        }
        var body = origin.body();
        return Types.U64.handle(body.computed(body.ir().reinterpret(ValueType.I64, KernelReads.address(this, part))));
    }

    /** Throws unless a function of the kernel can take it in {@code user}: as a whole, and known to the verifier. */
    void requireKnown(Body user) {
        require(user);
        if (kind() == MemoryKind.UNTRUSTED)
            throw new IllegalStateException(
                    "struct `" + type + "` is at an address that the verifier does not know, and is read only");
    }

    /** Throws unless its address can be handed over in {@code user}: as a whole. */
    void require(Body user) {
        origin.require(user, "the pointer");
        if (!path.isWhole())
            throw new IllegalStateException("struct `" + type + "` is embedded, and a helper takes no part of another");
    }

    KernelStruct type() {
        return type;
    }

    /** Returns where it is; 0 when it is nowhere. */
    public U64 address() {
        origin.require("the pointer");
        var body = origin.body();
        if (!path.isWhole()) {
            throw new IllegalStateException(
                    "struct `" + type + "` is embedded; ask for the address of the field that it is");
        }
        return Types.U64.handle(body.computed(body.statement().reinterpret(ValueType.I64, pointer())));
    }

    /** Returns what is embedded there. */
    KernelObject part(KernelStruct inner, KernelPath at) {
        return new KernelObject(inner, origin, pointer, at);
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

    private KernelPath path(KernelField<?> field) {
        requireOwn(field.struct(), field.toString());
        return path.member(field.position(), field.member());
    }

    private KernelPath whole(KernelArray<?> array) {
        requireOwn(array.struct(), array.toString());
        return path.member(array.position(), type.member(array.position()));
    }

    private KernelPath element(KernelArray<?> array, int index) {
        var whole = whole(array);
        return whole.element(index, array.offset(index));
    }

    private void requireOwn(KernelStruct struct, String field) {
        if (struct != type) {
            throw new IllegalArgumentException("`" + field + "` is no field of struct `" + type + "`");
        }
    }
}
