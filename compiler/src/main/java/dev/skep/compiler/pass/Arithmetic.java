package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.ByteSwap;
import dev.skep.ir.Extension;
import java.nio.ByteOrder;

/** What ops compute, as the instruction set defines it. Numbers of 32 bits are kept sign-extended, as constants hold them. */
public final class Arithmetic {
    private static final int WORD = 32;

    private Arithmetic() {}

    /** Returns {@code left operation right}. */
    public static long binary(BinaryOp operation, int bits, long left, long right) {
        return bits == WORD ? (int) binary32(operation, (int) left, (int) right) : binary64(operation, left, right);
    }

    private static long binary64(BinaryOp operation, long left, long right) {
        return switch (operation) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case UDIV -> right == 0 ? 0 : Long.divideUnsigned(left, right);
            case SDIV -> right == 0 ? 0 : left / right;
            case UREM -> right == 0 ? left : Long.remainderUnsigned(left, right);
            case SREM -> right == 0 ? left : left % right;
            case AND -> left & right;
            case OR -> left | right;
            case XOR -> left ^ right;
            case SHL -> left << right;
            case LSHR -> left >>> right;
            case ASHR -> left >> right;
        };
    }

    private static long binary32(BinaryOp operation, int left, int right) {
        return switch (operation) {
            case ADD, SUB, MUL, AND, OR, XOR -> binary64(operation, left, right);
            case UDIV -> right == 0 ? 0 : Integer.divideUnsigned(left, right);
            case SDIV -> right == 0 ? 0 : left / right;
            case UREM -> right == 0 ? left : Integer.remainderUnsigned(left, right);
            case SREM -> right == 0 ? left : left % right;
            case SHL -> left << right;
            case LSHR -> left >>> right;
            case ASHR -> left >> right;
        };
    }

    /** Returns whether {@code left condition right} holds. */
    public static boolean holds(Condition condition, int bits, long left, long right) {
        var sign = bits == WORD ? Integer.compare((int) left, (int) right) : Long.compare(left, right);
        var order = bits == WORD ? Integer.compareUnsigned((int) left, (int) right) : Long.compareUnsigned(left, right);
        return switch (condition) {
            case EQ -> sign == 0;
            case NE -> sign != 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case SGT -> sign > 0;
            case SGE -> sign >= 0;
            case SLT -> sign < 0;
            case SLE -> sign <= 0;
            case SET -> (bits == WORD ? (int) (left & right) : left & right) != 0;
        };
    }

    /** Returns the low {@code from} bits of {@code value} extended to {@code to} bits. */
    public static long extend(Extension extension, int from, int to, long value) {
        var shift = Long.SIZE - from;
        var extended = extension == Extension.SIGN ? value << shift >> shift : value << shift >>> shift;
        return to == WORD ? (int) extended : extended;
    }

    /** Returns the low {@code swapped} bits of {@code value} in the other order, as a machine of order {@code host} converts them. */
    static long swap(ByteSwap order, ByteOrder host, int swapped, int bits, long value) {
        var low = extend(Extension.ZERO, swapped, Long.SIZE, value);
        var result = swaps(order, host) ? Long.reverseBytes(low) >>> (Long.SIZE - swapped) : low;
        return bits == WORD ? (int) result : result;
    }

    private static boolean swaps(ByteSwap order, ByteOrder host) {
        return switch (order) {
            case BIG_ENDIAN -> host == ByteOrder.LITTLE_ENDIAN;
            case LITTLE_ENDIAN -> host == ByteOrder.BIG_ENDIAN;
            case ALWAYS -> true;
        };
    }
}
