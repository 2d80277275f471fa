package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel hands to a program, or what that leads to. The kernel translates each access to a field of it.
 *
 * @param <C> the class that declares its fields
 */
public final class Context<C> {
    private final ContextDef<C> type;
    private final Origin origin;
    private final Value pointer;
    private final Reach reach;
    private final @Nullable Reservation reservation;

    /** How the program gets it. */
    enum Reach {
        HANDED_OVER,
        LED_TO
    }

    Context(ContextDef<C> type, Origin origin, Value pointer, Reach reach) {
        this(type, origin, pointer, reach, null);
    }

    /** What is there as long as {@code reservation} is held. */
    Context(ContextDef<C> type, Origin origin, Value pointer, Reservation reservation) {
        this(type, origin, pointer, Reach.LED_TO, reservation);
    }

    private Context(ContextDef<C> type, Origin origin, Value pointer, Reach reach, @Nullable Reservation reservation) {
        this.type = type;
        this.origin = origin;
        this.pointer = pointer;
        this.reach = reach;
        this.reservation = reservation;
    }

    /**
     * {@code context->field}.
     *
     * @throws IllegalStateException when programs of this kind may not read it, or the oldest kernel does not have it
     */
    public <V extends Scalar<V>> V get(ContextField<C, V> field) {
        return field.type().read(place(field));
    }

    /**
     * {@code context->field = value}.
     *
     * @throws IllegalStateException when programs of this kind may not write it
     */
    public <V extends Scalar<V>> void set(ContextField<C, V> field, V value) {
        field.type().write(place(field), value);
    }

    /** {@code context->field = value}. */
    public <V extends Scalar<V>> void set(ContextField<C, V> field, long value) {
        set(field, field.type().literal(value));
    }

    /** {@code context->field}: what it leads to. */
    public <T> Context<T> follow(ContextPointer<C, T> field) {
        var value = load(field.field(), ValueType.pointer(MemoryKind.CONTEXT));
        return new Context<>(field.target(), body().here(), value, Reach.LED_TO);
    }

    /** {@code context->field}: the struct of the kernel that it leads to, which the verifier trusts. */
    public KernelObject follow(ContextObject<C> field, KernelStruct type) {
        field.require(type);
        type.btf();
        var value = load(field.field(), ValueType.pointer(MemoryKind.KERNEL));
        return new KernelObject(type, body().here(), value);
    }

    /** Reads it as {@code record} says: the record of a tracepoint, or memory of user space. */
    public Struct as(StructDef record) {
        if (type.contents() == ContextDef.Contents.FIELDS || type.contents() == ContextDef.Contents.WORDS)
            throw new IllegalStateException("the kernel says what is in `" + type + "`, and not `" + record + "`");
        var access =
                type.contents() == ContextDef.Contents.MEMORY ? Access.READ_WRITE : Access.readOnly(type.toString());
        return new Struct(record, new Place(origin, pointer, 0, access));
    }

    /** Emits the load of an address. */
    Value load(ContextField<C, U64> field, ValueType.Pointer kind) {
        var place = place(field);
        return place.reading().load(kind, Width.DW, Extension.ZERO, place.base(), place.offset());
    }

    Body body() {
        return origin.body();
    }

    ContextDef<C> type() {
        return type;
    }

    /** Returns the pointer as the function that statements go to has it. */
    Value pointer() {
        return body().local(origin.frame(), pointer);
    }

    boolean isHandedOver() {
        return reach == Reach.HANDED_OVER;
    }

    /** Throws unless it may be used in {@code user}. */
    void require(Body user) {
        origin.require(user, "the context");
        if (reservation != null) user.requireHeld(reservation);
    }

    private Place place(ContextField<C, ?> field) {
        if (reservation != null) body().requireHeld(reservation);
        var rules = body().rules();
        var access = reach == Reach.LED_TO && type.isSocket()
                ? Access.readOnly("`" + field + "`")
                : new FieldAccess(rules, type.toString(), field.name());
        return new Place(origin, pointer, field.offset(rules.options()), access);
    }
}
