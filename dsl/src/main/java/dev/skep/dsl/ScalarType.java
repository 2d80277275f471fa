package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.BpfType;
import dev.skep.ir.ByteSwap;
import dev.skep.ir.Extension;
import dev.skep.ir.Initial;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.nio.ByteOrder;
import java.util.function.Function;

/** The type of a number; all there are stand in {@link Types}. */
public sealed class ScalarType<V extends Scalar<V>> extends Type<V> permits EnumDef {
    private final String name;
    private final Width width;
    private final Reading reading;
    private final BpfType btf;
    private final Function<Operand, V> handle;

    /** How the bits are read. */
    enum Reading {
        UNSIGNED,
        SIGNED,
        NETWORK,
        /** 0 or 1. */
        BOOLEAN
    }

    ScalarType(String name, Width width, Reading reading, BpfType btf, Function<Operand, V> handle) {
        this.name = name;
        this.width = width;
        this.reading = reading;
        this.btf = btf;
        this.handle = handle;
    }

    Width width() {
        return width;
    }

    boolean isSigned() {
        return reading == Reading.SIGNED;
    }

    boolean isNetworkOrder() {
        return reading == Reading.NETWORK;
    }

    Reading reading() {
        return reading;
    }

    /** Returns the type of the register that holds it: narrow types lie extended in 32 bits. */
    ValueType valueType() {
        return width == Width.DW ? ValueType.I64 : ValueType.I32;
    }

    Extension extension() {
        return isSigned() ? Extension.SIGN : Extension.ZERO;
    }

    V handle(Operand operand) {
        return handle.apply(operand);
    }

    /** Returns the low bits of {@code value} as this type reads them; unsigned 64-bit numbers keep their bits. */
    long wrap(long value) {
        var unused = Long.SIZE - digits();
        return isSigned() ? value << unused >> unused : value << unused >>> unused;
    }

    /** Throws when a value is of another type, as far as Java does not see to it: of another enumeration. */
    void requireSame(V value) {
        if (!value.type().equals(this)) {
            throw new IllegalArgumentException("a `" + value.type() + "` where a `" + this + "` is wanted");
        }
    }

    /** Compares two numbers of this type, in host notation. */
    int compare(long one, long other) {
        return isSigned() ? Long.compare(one, other) : Long.compareUnsigned(one, other);
    }

    /** Throws when {@code value}, in host notation, is no number of this type. */
    void requireFits(long value) {
        if (wrap(value) != value) {
            throw new IllegalArgumentException(
                    value + " does not fit in " + name + " (" + minimum() + " to " + maximum() + ")");
        }
    }

    /** Returns {@code number}, in host notation, as a literal of this type. */
    @Override
    V literal(long number) {
        requireFits(number);
        return handle(new Operand.Literal(number));
    }

    @Override
    Contents<V> contents(long number) {
        requireFits(number);
        return new Contents<>(this, order -> new Initial.Number(inMemory(number, order)));
    }

    /** Returns a number, in host notation, as the machine's own order reads what lies in memory. */
    private long inMemory(long number, ByteOrder order) {
        var swapped = isNetworkOrder() && order == ByteOrder.LITTLE_ENDIAN;
        return swapped ? Long.reverseBytes(number) >>> (Long.SIZE - width.bits()) : number;
    }

    Operand shiftCount(int count) {
        if (count < 0 || count >= width.bits()) {
            throw new IllegalArgumentException(
                    "shift count " + count + " of " + name + " is not in 0 to " + (width.bits() - 1));
        }
        return new Operand.Literal(count);
    }

    private int digits() {
        return reading == Reading.BOOLEAN ? 1 : width.bits();
    }

    private long minimum() {
        return isSigned() ? -1L << (digits() - 1) : 0;
    }

    private long maximum() {
        return isSigned() ? ~minimum() : -1L >>> (Long.SIZE - digits());
    }

    /** Emits the constant of a literal. */
    Value constant(Body body, long value) {
        var constant = body.ir().constant(valueType(), value);
        return isNetworkOrder() ? body.ir().swapBytes(ByteSwap.BIG_ENDIAN, width, constant) : constant;
    }

    @Override
    BpfType btf() {
        return btf;
    }

    @Override
    void require(Body body, V value) {
        requireSame(value);
        value.operand().require(body);
    }

    @Override
    V read(Place place) {
        var ir = place.reading();
        var loaded = ir.load(valueType(), width, extension(), place.base(), place.offset());
        return handle(place.body().computed(loaded));
    }

    @Override
    V held(Origin origin, Value register) {
        return handle(new Operand.Computed(origin, register));
    }

    @Override
    void write(Place place, V value) {
        require(place.body(), value);
        var ir = place.writing();
        ir.store(width, place.base(), place.offset(), value.operand().in(place.body(), this));
    }

    @Override
    Value passed(Body body, V value, ValueType register) {
        return value.operand().in(body, this);
    }

    @Override
    Cell<V> referTo(Place place) {
        return new Cell<>(this, place);
    }

    @Override
    Value pointerTo(Body body, V value, String role) {
        var address = body.scratch(role, width);
        body.ir().store(width, address, 0, value.operand().in(body, this));
        return address;
    }

    @Override
    public String toString() {
        return name;
    }
}
