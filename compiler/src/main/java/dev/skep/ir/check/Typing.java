package dev.skep.ir.check;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
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

    public static ValueType binary(BinaryOp operation, ValueType left, ValueType right) {
        if (left instanceof ValueType.Pointer pointer) {
            if ((operation == BinaryOp.ADD || operation == BinaryOp.SUB) && right == ValueType.I64) return left;
            if (operation == BinaryOp.SUB && right instanceof ValueType.Pointer other && other.kind() == pointer.kind())
                return ValueType.I64;
        } else if (left.equals(right)) {
            return left;
        }
        throw new IllegalArgumentException(operation + " of " + left + " and " + right);
    }

    /** Returns whether a value of type {@code from} may be held where {@code to} is declared: the same, or a pointer that is known not to be null. */
    public static boolean flows(ValueType from, ValueType to) {
        if (from.equals(to)) return true;
        return from instanceof ValueType.Pointer pointer
                && pointer.nullness() == ValueType.Nullness.NON_NULL
                && to.equals(ValueType.nullable(pointer.kind()));
    }

    public static ValueType integer(ValueType type, String operation) {
        if (type instanceof ValueType.Pointer)
            throw new IllegalArgumentException(operation + " takes an integer, not " + type);
        return type;
    }

    public static void extend(int from, ValueType to, ValueType value) {
        if (from != 8 && from != 16 && from != 32)
            throw new IllegalArgumentException("extend from " + from + " bits, need 8, 16 or 32");
        integer(to, "extend");
        integer(value, "extend");
        if (from > value.bits() || from > to.bits())
            throw new IllegalArgumentException("extend from " + from + " bits of " + value + " to " + to);
    }

    public static void compare(ValueType left, ValueType right) {
        var pointers = left instanceof ValueType.Pointer && right instanceof ValueType.Pointer;
        if (!pointers && !left.equals(right))
            throw new IllegalArgumentException("comparison of " + left + " and " + right);
    }

    public static void address(ValueType address, String operation) {
        if (!(address instanceof ValueType.Pointer))
            throw new IllegalArgumentException(operation + " through " + address + ", need a pointer");
    }

    public static void atomic(Width width, ValueType address, ValueType value) {
        address(address, "atomic operation");
        integer(value, "atomic operation");
        if (width != Width.W && width != Width.DW)
            throw new IllegalArgumentException("atomic operation on " + width + ", need W or DW");
        if (width.bytes() * 8 != value.bits())
            throw new IllegalArgumentException("atomic operation on " + width + " with " + value);
    }

    public static void update(AtomicOp operation) {
        if (!UPDATES.contains(operation))
            throw new IllegalArgumentException("atomic update by " + operation + ", need one of " + UPDATES);
    }

    public static void fetch(AtomicOp operation) {
        if (!FETCHES.contains(operation))
            throw new IllegalArgumentException("atomic fetch by " + operation + ", need one of " + FETCHES);
    }

    public static void arguments(String callee, int count) {
        if (count > MAXIMUM_ARGUMENTS)
            throw new IllegalArgumentException(
                    "call of `" + callee + "` with " + count + " arguments, at most " + MAXIMUM_ARGUMENTS);
    }
}
