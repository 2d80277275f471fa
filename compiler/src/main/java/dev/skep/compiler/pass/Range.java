package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Value;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a value may be, read without sign: {@code low} to {@code high}, among those with no other bits than {@code bits}.
 *
 * @param width 32 or 64; numbers of 32 bits have nothing above
 * @param top the greatest of them, read with sign
 */
record Range(int width, long low, long high, long bits, long top) {
    private static final Range ALL_32 = new Range(Integer.SIZE, 0, mask(Integer.SIZE), mask(Integer.SIZE));
    private static final Range ALL_64 = new Range(Long.SIZE, 0, mask(Long.SIZE), mask(Long.SIZE));

    private Range(int width, long low, long high, long bits) {
        this(width, low, high, bits, top(width, low, high));
    }

    /** Returns the greatest number, read with sign, of those that lie between two without sign. */
    private static long top(int width, long low, long high) {
        return isPositive(width, low) ? least(high, mask(width) >>> 1) : signed(width, high);
    }

    private static long signed(int width, long number) {
        return width == Integer.SIZE ? (int) number : number;
    }

    static Range all(int width) {
        return width == Integer.SIZE ? ALL_32 : ALL_64;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Range range
                        && width == range.width
                        && low == range.low
                        && high == range.high
                        && bits == range.bits
                        && top == range.top);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * (31 * (31 * low + high) + bits) + top);
    }

    /** Returns the range from 0 to the greatest number of so many bits. */
    static Range ofBits(int width, int count) {
        return count >= width ? all(width) : new Range(width, 0, mask(count), mask(count));
    }

    /** Returns the numbers that have no other bits. */
    static Range ofMask(int width, long bits) {
        return new Range(width, 0, bits, bits);
    }

    static Range of(int width, long low, long high) {
        var above = Long.SIZE - Long.numberOfLeadingZeros(high);
        return new Range(width, low, high, low == high ? low : mask(above));
    }

    /** Returns the range of one number, given as constants hold it. */
    static Range constant(Value value, long number) {
        var width = value.type().bits();
        return of(width, number & mask(width), number & mask(width));
    }

    static long mask(int bits) {
        return bits == 0 ? 0 : -1L >>> (Long.SIZE - bits);
    }

    boolean isConstant() {
        return low == high;
    }

    /** Returns the only number, as constants hold it. */
    long constant() {
        return width == Integer.SIZE ? (int) low : low;
    }

    boolean isAll() {
        return equals(all(width));
    }

    /** Returns whether no number has the sign bit. */
    boolean isNonNegative() {
        return isPositive(width, high);
    }

    private static boolean isPositive(int width, long number) {
        return Long.compareUnsigned(number, mask(width) >>> 1) <= 0;
    }

    boolean isBelow(long limit) {
        return Long.compareUnsigned(high, limit) < 0;
    }

    /** Returns the numbers of these bits up to one that is greater than all so far. */
    Range upTo(long limit) {
        return new Range(width, low, limit, of(width, 0, limit).bits | bits);
    }

    Range union(Range other) {
        return new Range(
                width, least(low, other.low), greatest(high, other.high), bits | other.bits, Math.max(top, other.top));
    }

    /** Returns what both have; this one where they have nothing in common. */
    Range intersection(Range other) {
        var from = greatest(low, other.low);
        var to = least(least(high, other.high), bits & other.bits);
        var greatest = Math.min(top, other.top);
        if (isPositive(width, to)) {
            if (greatest < 0) return this;
            to = Math.min(to, greatest);
        }
        if (Long.compareUnsigned(from, to) > 0) return this;
        return new Range(width, from, to, bits & other.bits, Math.min(greatest, top(width, from, to)));
    }

    /** Returns those of all numbers that are no greater than one, read with sign. */
    private Range withTop(long most) {
        return new Range(width, low, high, bits, most);
    }

    Range withWidth(int changed) {
        return new Range(changed, low, high, bits);
    }

    /** Returns what comes out of an operation, as far as can be said. */
    static Range binary(BinaryOp operation, Range left, Range right) {
        var width = left.width;
        return switch (operation) {
            case ADD -> sum(left, right);
            case SUB ->
                Long.compareUnsigned(left.low, right.high) >= 0
                        ? of(width, left.low - right.high, left.high - right.low)
                        : difference(left, right);
            case MUL -> product(left, right);
            case UDIV -> quotient(left, right);
            case UREM -> remainder(left, right);
            case SDIV -> areNonNegative(left, right) ? quotient(left, right) : all(width);
            case SREM -> areNonNegative(left, right) ? remainder(left, right) : all(width);
            case AND -> and(left, right);
            case OR, XOR -> new Range(width, 0, mask(length(left.bits | right.bits)), left.bits | right.bits);
            case SHL -> shiftLeft(left, right);
            case LSHR -> shiftRight(left, right);
            case ASHR -> left.isNonNegative() ? shiftRight(left, right) : all(width);
        };
    }

    private static boolean areNonNegative(Range left, Range right) {
        return left.isNonNegative() && right.isNonNegative();
    }

    private static Range sum(Range left, Range right) {
        var high = left.high + right.high;
        var overflows = Long.compareUnsigned(high, left.high) < 0 || Long.compareUnsigned(high, mask(left.width)) > 0;
        return overflows ? all(left.width) : of(left.width, left.low + right.low, high);
    }

    /** Neither is too small or too large for a difference with a sign. */
    private static Range difference(Range left, Range right) {
        return areNonNegative(left, right) ? all(left.width).withTop(left.high - right.low) : all(left.width);
    }

    private static Range product(Range left, Range right) {
        if (length(left.high) + length(right.high) > left.width) return all(left.width);
        return of(left.width, left.low * right.low, left.high * right.high);
    }

    /** Dividing by zero yields zero. */
    private static Range quotient(Range left, Range right) {
        if (right.high == 0) return of(left.width, 0, 0);
        var least = right.low == 0 ? 1 : right.low;
        var low = right.low == 0 ? 0 : Long.divideUnsigned(left.low, right.high);
        return of(left.width, low, Long.divideUnsigned(left.high, least));
    }

    /** The remainder by zero is the dividend. */
    private static Range remainder(Range left, Range right) {
        if (right.low == 0) return of(left.width, 0, left.high);
        return of(left.width, 0, least(left.high, right.high - 1));
    }

    private static Range and(Range left, Range right) {
        var bits = left.bits & right.bits;
        if (left.isConstant() && right.isConstant()) return of(left.width, left.low & right.low, left.low & right.low);
        return new Range(left.width, 0, least(bits, least(left.high, right.high)), bits);
    }

    private static Range shiftLeft(Range left, Range right) {
        if (!right.isConstant()) return all(left.width);
        var count = (int) right.low & (left.width - 1);
        if (length(left.high) + count > left.width) return all(left.width);
        return new Range(left.width, left.low << count, left.high << count, left.bits << count);
    }

    private static Range shiftRight(Range left, Range right) {
        if (!right.isConstant()) return new Range(left.width, 0, left.high, mask(length(left.high)));
        var count = (int) right.low & (left.width - 1);
        return new Range(left.width, left.low >>> count, left.high >>> count, left.bits >>> count);
    }

    /** Returns the numbers for which {@code x condition number} may hold; all where that says nothing. */
    static Range where(Condition condition, int width, long number) {
        var constant = number & mask(width);
        var most = mask(width) >>> 1;
        var isNonNegative = Long.compareUnsigned(constant, most) <= 0;
        return switch (condition) {
            case EQ -> of(width, constant, constant);
            case NE -> constant == 0 ? of(width, 1, mask(width)) : all(width);
            case LT -> constant == 0 ? all(width) : of(width, 0, constant - 1);
            case LE -> of(width, 0, constant);
            case GT -> constant == mask(width) ? all(width) : of(width, constant + 1, mask(width));
            case GE -> of(width, constant, mask(width));
            case SGE -> isNonNegative ? of(width, constant, most) : all(width);
            case SGT ->
                constant == mask(width)
                        ? of(width, 0, most)
                        : isNonNegative && constant != most ? of(width, constant + 1, most) : all(width);
            case SLT ->
                signed(width, number) == signed(width, mask(width) ^ mask(width) >>> 1)
                        ? all(width)
                        : all(width).withTop(signed(width, number) - 1);
            case SLE -> all(width).withTop(signed(width, number));
            case SET -> all(width);
        };
    }

    private static int length(long number) {
        return Long.SIZE - Long.numberOfLeadingZeros(number);
    }

    private static long least(long one, long other) {
        return Long.compareUnsigned(one, other) <= 0 ? one : other;
    }

    private static long greatest(long one, long other) {
        return Long.compareUnsigned(one, other) >= 0 ? one : other;
    }
}
