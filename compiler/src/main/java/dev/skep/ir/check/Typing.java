package dev.skep.ir.check;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;
import java.util.EnumSet;
import java.util.Set;

/** The typing rules of ops, shared by the builder and the checker; a violation is an {@link IllegalArgumentException} that names it. */
public final class Typing {
    private static final int MAXIMUM_ARGUMENTS = 5;
    private static final Set<AtomicOp> UPDATES = EnumSet.of(AtomicOp.ADD, AtomicOp.OR, AtomicOp.AND, AtomicOp.XOR);
    private static final Set<AtomicOp> FETCHES =
            EnumSet.of(AtomicOp.FETCH_ADD, AtomicOp.FETCH_OR, AtomicOp.FETCH_AND, AtomicOp.FETCH_XOR, AtomicOp.XCHG);

    private Typing() {}

    /** Returns the type of {@code left operation right}: that of two equal integers, a pointer plus or minus an {@code i64}, or the distance of two pointers of one kind, or from a packet to its end. */
    public static ValueType binary(BinaryOp operation, ValueType left, ValueType right) {
        if (left instanceof ValueType.Pointer pointer) {
            if ((operation == BinaryOp.ADD || operation == BinaryOp.SUB) && right == ValueType.I64) return left;
            if (operation == BinaryOp.SUB && right instanceof ValueType.Pointer other && isDistance(pointer, other))
                return ValueType.I64;
        } else if (left.equals(right)) {
            return left;
        }
        throw new IllegalArgumentException(operation + " of " + left + " and " + right);
    }

    private static boolean isDistance(ValueType.Pointer left, ValueType.Pointer right) {
        return left.kind() == right.kind()
                || (left.kind() == MemoryKind.PACKET_END && right.kind() == MemoryKind.PACKET);
    }

    /** Returns whether a value of type {@code from} may be held where {@code to} is declared: the same, or a pointer that is known not to be null. */
    public static boolean flows(ValueType from, ValueType to) {
        if (from.equals(to)) return true;
        return from instanceof ValueType.Pointer pointer
                && pointer.nullness() == ValueType.Nullness.NON_NULL
                && to.equals(ValueType.nullable(pointer.kind()));
    }

    /** Returns {@code type}, which must not be a pointer. */
    public static ValueType integer(ValueType type, String operation) {
        if (type instanceof ValueType.Pointer)
            throw new IllegalArgumentException(operation + " takes an integer, not " + type);
        return type;
    }

    /** An extension takes 8, 16 or 32 bits, no more than either its operand or its result has. */
    public static void extend(int from, ValueType to, ValueType value) {
        if (from != 8 && from != 16 && from != 32)
            throw new IllegalArgumentException("extend from " + from + " bits, need 8, 16 or 32");
        integer(to, "extend");
        integer(value, "extend");
        if (from > value.bits() || from > to.bits())
            throw new IllegalArgumentException("extend from " + from + " bits of " + value + " to " + to);
    }

    /** A comparison takes two integers of one type, or two pointers. */
    public static void compare(ValueType left, ValueType right) {
        var pointers = left instanceof ValueType.Pointer && right instanceof ValueType.Pointer;
        if (!pointers && !left.equals(right))
            throw new IllegalArgumentException("comparison of " + left + " and " + right);
    }

    /** What is read or written lies behind a pointer. */
    public static void address(ValueType address, String operation) {
        if (!(address instanceof ValueType.Pointer))
            throw new IllegalArgumentException(operation + " through " + address + ", need a pointer");
    }

    /** An atomic operation is on 32 or 64 bits behind a pointer, with an integer of that many bits. */
    public static void atomic(Width width, ValueType address, ValueType value) {
        address(address, "atomic operation");
        integer(value, "atomic operation");
        if (width != Width.W && width != Width.DW)
            throw new IllegalArgumentException("atomic operation on " + width + ", need W or DW");
        if (width.bytes() * 8 != value.bits())
            throw new IllegalArgumentException("atomic operation on " + width + " with " + value);
    }

    /** An atomic update without a result adds, or combines by OR, AND or XOR. */
    public static void update(AtomicOp operation) {
        if (!UPDATES.contains(operation))
            throw new IllegalArgumentException("atomic update by " + operation + ", need one of " + UPDATES);
    }

    /** An atomic operation that returns what was there is one of those, or an exchange. */
    public static void fetch(AtomicOp operation) {
        if (!FETCHES.contains(operation))
            throw new IllegalArgumentException("atomic fetch by " + operation + ", need one of " + FETCHES);
    }

    /** A call passes its arguments in r1 to r5. */
    public static void arguments(String callee, int count) {
        if (count > MAXIMUM_ARGUMENTS)
            throw new IllegalArgumentException(
                    "call of `" + callee + "` with " + count + " arguments, at most " + MAXIMUM_ARGUMENTS);
    }
}
