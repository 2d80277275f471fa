package dev.skep.dsl;

import static dev.skep.asm.Condition.GE;
import static dev.skep.asm.Condition.GT;
import static dev.skep.asm.Condition.LE;
import static dev.skep.asm.Condition.LT;
import static dev.skep.asm.Condition.SGE;
import static dev.skep.asm.Condition.SGT;
import static dev.skep.asm.Condition.SLE;
import static dev.skep.asm.Condition.SLT;

import dev.skep.ir.BinaryOp;

/**
 * An integer in the byte order of the machine. Its type says whether it is signed, and with that what comparison, division, remainder and
 * shift right mean. Results wrap to the width of the type; {@code x / 0} is 0 and {@code x % 0} is {@code x}, as the instruction set
 * defines.
 */
public abstract sealed class HostInteger<V extends HostInteger<V>> extends Scalar<V>
        permits U8, U16, U32, U64, S8, S16, S32, S64 {
    HostInteger(Operand operand) {
        super(operand);
    }

    /** {@code this < other}. */
    public final Condition lt(V other) {
        return compare(type().isSigned() ? SLT : LT, other.operand());
    }

    /** {@code this < other}. */
    public final Condition lt(long other) {
        return compare(type().isSigned() ? SLT : LT, type().literal(other).operand());
    }

    /** {@code this <= other}. */
    public final Condition le(V other) {
        return compare(type().isSigned() ? SLE : LE, other.operand());
    }

    /** {@code this <= other}. */
    public final Condition le(long other) {
        return compare(type().isSigned() ? SLE : LE, type().literal(other).operand());
    }

    /** {@code this > other}. */
    public final Condition gt(V other) {
        return compare(type().isSigned() ? SGT : GT, other.operand());
    }

    /** {@code this > other}. */
    public final Condition gt(long other) {
        return compare(type().isSigned() ? SGT : GT, type().literal(other).operand());
    }

    /** {@code this >= other}. */
    public final Condition ge(V other) {
        return compare(type().isSigned() ? SGE : GE, other.operand());
    }

    /** {@code this >= other}. */
    public final Condition ge(long other) {
        return compare(type().isSigned() ? SGE : GE, type().literal(other).operand());
    }

    /** {@code this + other}. */
    public final V add(V other) {
        return compute(BinaryOp.ADD, other.operand());
    }

    /** {@code this + other}. */
    public final V add(long other) {
        return compute(BinaryOp.ADD, type().literal(other).operand());
    }

    /** {@code this - other}. */
    public final V sub(V other) {
        return compute(BinaryOp.SUB, other.operand());
    }

    /** {@code this - other}. */
    public final V sub(long other) {
        return compute(BinaryOp.SUB, type().literal(other).operand());
    }

    /** {@code this * other}. */
    public final V mul(V other) {
        return compute(BinaryOp.MUL, other.operand());
    }

    /** {@code this * other}. */
    public final V mul(long other) {
        return compute(BinaryOp.MUL, type().literal(other).operand());
    }

    /** {@code this / other}; signed division goes toward zero. */
    public final V div(V other) {
        return compute(type().isSigned() ? BinaryOp.SDIV : BinaryOp.UDIV, other.operand());
    }

    /** {@code this / other}; signed division goes toward zero. */
    public final V div(long other) {
        return compute(
                type().isSigned() ? BinaryOp.SDIV : BinaryOp.UDIV,
                type().literal(other).operand());
    }

    /** {@code this % other}; a signed remainder has the sign of {@code this}. */
    public final V mod(V other) {
        return compute(type().isSigned() ? BinaryOp.SREM : BinaryOp.UREM, other.operand());
    }

    /** {@code this % other}; a signed remainder has the sign of {@code this}. */
    public final V mod(long other) {
        return compute(
                type().isSigned() ? BinaryOp.SREM : BinaryOp.UREM,
                type().literal(other).operand());
    }

    /** {@code this << count}; the count is masked to 5 bits, to 6 for 64-bit types. */
    public final V lsh(V count) {
        return compute(BinaryOp.SHL, count.operand());
    }

    /** {@code this << count}; the count is less than the width of the type. */
    public final V lsh(int count) {
        return compute(BinaryOp.SHL, type().shiftCount(count));
    }

    /** {@code this >> count}, arithmetic for signed types; the count is masked to 5 bits, to 6 for 64-bit types. */
    public final V rsh(V count) {
        return compute(type().isSigned() ? BinaryOp.ASHR : BinaryOp.LSHR, count.operand());
    }

    /** {@code this >> count}, arithmetic for signed types; the count is less than the width of the type. */
    public final V rsh(int count) {
        return compute(type().isSigned() ? BinaryOp.ASHR : BinaryOp.LSHR, type().shiftCount(count));
    }

    /** {@code this < other ? this : other}. */
    public final V min(V other) {
        return type().handle(Choice.least(type(), operand(), other.operand()));
    }

    /** {@code this < other ? this : other}. */
    public final V min(long other) {
        return min(type().literal(other));
    }

    /** {@code this > other ? this : other}. */
    public final V max(V other) {
        return type().handle(Choice.most(type(), operand(), other.operand()));
    }

    /** {@code this > other ? this : other}. */
    public final V max(long other) {
        return max(type().literal(other));
    }

    /** {@code this << count | this >> width - count} without sign, for 32 and 64 bits; what is pushed out on the left comes in on the right. */
    public final V rotateLeft(V count) {
        return type().handle(Rotation.of(type(), BinaryOp.SHL, BinaryOp.LSHR, operand(), count.operand()));
    }

    /** {@code this >> count | this << width - count} without sign, for 32 and 64 bits; what is pushed out on the right comes in on the left. */
    public final V rotateRight(V count) {
        return type().handle(Rotation.of(type(), BinaryOp.LSHR, BinaryOp.SHL, operand(), count.operand()));
    }

    /** {@code -this}. */
    public final V neg() {
        return type().handle(Arithmetic.negate(type(), operand()));
    }

    /** {@code (type) this}: widened by the sign of this type, or cut to the low bits. */
    public final <W extends HostInteger<W>> W to(ScalarType<W> type) {
        return type.handle(Conversion.integer(operand(), type(), type));
    }
}
