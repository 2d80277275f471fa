package dev.skep.dsl;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Width;
import dev.skep.ir.MemoryKind;
import java.util.EnumSet;
import java.util.Set;

/** A number in memory: in a map value, a global variable, a field. */
public final class Cell<V extends Scalar<V>> {
    private static final Set<MemoryKind> NOT_ATOMIC = EnumSet.of(MemoryKind.PACKET, MemoryKind.CONTEXT);

    private final ScalarType<V> type;
    private final Place place;

    Cell(ScalarType<V> type, Place place) {
        this.type = type;
        this.place = place;
    }

    /** {@code *cell}. */
    public V get() {
        return type.read(place);
    }

    /** {@code *cell = value}. */
    public void set(V value) {
        type.write(place, value);
    }

    /** {@code *cell = value}. */
    public void set(long value) {
        set(type.literal(value));
    }

    /** {@code lock *cell += value}. */
    public void atomicAdd(V value) {
        update(AtomicOp.ADD, value);
    }

    /** {@code lock *cell += value}. */
    public void atomicAdd(long value) {
        atomicAdd(type.literal(value));
    }

    /** {@code lock *cell |= value}. */
    public void atomicOr(V value) {
        update(AtomicOp.OR, value);
    }

    /** {@code lock *cell |= value}. */
    public void atomicOr(long value) {
        atomicOr(type.literal(value));
    }

    /** {@code lock *cell &= value}. */
    public void atomicAnd(V value) {
        update(AtomicOp.AND, value);
    }

    /** {@code lock *cell &= value}. */
    public void atomicAnd(long value) {
        atomicAnd(type.literal(value));
    }

    /** {@code lock *cell ^= value}. */
    public void atomicXor(V value) {
        update(AtomicOp.XOR, value);
    }

    /** {@code lock *cell ^= value}. */
    public void atomicXor(long value) {
        atomicXor(type.literal(value));
    }

    /** {@code lock *cell += value}; returns what was there before. */
    public V fetchAdd(V value) {
        return fetch(AtomicOp.FETCH_ADD, value);
    }

    /** {@code lock *cell += value}; returns what was there before. */
    public V fetchAdd(long value) {
        return fetchAdd(type.literal(value));
    }

    /** {@code lock *cell |= value}; returns what was there before. */
    public V fetchOr(V value) {
        return fetch(AtomicOp.FETCH_OR, value);
    }

    /** {@code lock *cell &= value}; returns what was there before. */
    public V fetchAnd(V value) {
        return fetch(AtomicOp.FETCH_AND, value);
    }

    /** {@code lock *cell ^= value}; returns what was there before. */
    public V fetchXor(V value) {
        return fetch(AtomicOp.FETCH_XOR, value);
    }

    /** {@code lock *cell = value}; returns what was there before. */
    public V exchange(V value) {
        return fetch(AtomicOp.XCHG, value);
    }

    /** {@code lock *cell = value}; returns what was there before. */
    public V exchange(long value) {
        return exchange(type.literal(value));
    }

    /** {@code lock if (*cell == expected) *cell = value}; returns what was there before. */
    public V compareExchange(V expected, V value) {
        requireAtomic(value);
        expected.operand().require(place.body());
        var body = place.body();
        var ir = place.writing();
        var old = ir.compareExchange(
                type.width(),
                place.base(),
                place.offset(),
                expected.operand().in(body, type),
                value.operand().in(body, type));
        return type.handle(body.computed(old));
    }

    Place place() {
        return place;
    }

    ScalarType<V> type() {
        return type;
    }

    private void update(AtomicOp operation, V value) {
        requireAtomic(value);
        var ir = place.writing();
        var operand = value.operand().in(place.body(), type);
        ir.atomicUpdate(operation, type.width(), place.base(), place.offset(), operand);
    }

    private V fetch(AtomicOp operation, V value) {
        requireAtomic(value);
        var ir = place.writing();
        var operand = value.operand().in(place.body(), type);
        var old = ir.atomicFetch(operation, type.width(), place.base(), place.offset(), operand);
        return type.handle(place.body().computed(old));
    }

    private void requireAtomic(V value) {
        type.require(place.body(), value);
        if (type.width() != Width.W && type.width() != Width.DW) {
            throw new IllegalStateException("atomic operations have 32 or 64 bits, " + type + " has "
                    + type.width().bits());
        }
        if (place.access().isLoose()) {
            throw new IllegalStateException(
                    "a number in a packed struct may lie across two words, and nothing atomic works there");
        }
        if (NOT_ATOMIC.contains(place.kind())) {
            throw new IllegalStateException("the verifier allows no atomic operation on packet and context memory");
        }
    }
}
