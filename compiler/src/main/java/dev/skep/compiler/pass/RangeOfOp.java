package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.compiler.pass.Ranges.Trust;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Extension;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.kernel.Helper;
import java.util.Map;

/** Which numbers an op may yield, given its operands. */
final class RangeOfOp {
    /** Which argument says how many bytes there are, of helpers that return no larger number: the verifier knows that, too. */
    private static final Map<Helper, Integer> SIZES = Map.of(
            Helper.PROBE_READ_STR, 1,
            Helper.PROBE_READ_KERNEL_STR, 1,
            Helper.PROBE_READ_USER_STR, 1,
            Helper.GET_STACK, 2,
            Helper.GET_TASK_STACK, 2);

    private final Ranges ranges;
    private final Trust trust;
    private final Map<String, Range> results;

    RangeOfOp(Ranges ranges, Trust trust, Map<String, Range> results) {
        this.ranges = ranges;
        this.trust = trust;
        this.results = results;
    }

    Range range(Op.Producing op, BlockLabel block) {
        var width = op.result().type().bits();
        if (op instanceof Op.Constant constant) return Range.constant(op.result(), constant.value());
        if (op instanceof Op.Binary binary) return binary(binary, block);
        if (op instanceof Op.Extend extend) return extend(extend, ranges.at(extend.value(), block), width);
        if (op instanceof Op.Truncate truncate) return low(ranges.at(truncate.value(), block), width, width);
        if (op instanceof Op.Compare compare) return compare(compare, block);
        if (op instanceof Op.Load load && load.extension() == Extension.ZERO)
            return Range.ofBits(width, load.width().bits());
        if (op instanceof Op.SwapBytes swap && trust == Trust.ARITHMETIC)
            return Range.ofBits(width, swap.width().bits());
        if (op instanceof Op.CallFunction call) return result(call.function(), width);
        if (op instanceof Op.CallHelper call && SIZES.containsKey(call.helper()))
            return upTo(ranges.at(call.arguments().get(SIZES.get(call.helper())), block), width);
        return Range.all(width);
    }

    /** A negative error, or as many bytes as fit. */
    private static Range upTo(Range size, int width) {
        return size.isNonNegative() ? Range.where(Condition.SLE, width, size.high()) : Range.all(width);
    }

    private Range result(String function, int width) {
        var result = results.get(function);
        return result == null || result.width() != width ? Range.all(width) : result;
    }

    private Range binary(Op.Binary op, BlockLabel block) {
        if (!Ranges.isNumber(op.left()) || !Ranges.isNumber(op.right())) return Range.all(Long.SIZE);
        var left = ranges.at(op.left(), block);
        var right = ranges.at(op.right(), block);
        if (op.operation() == BinaryOp.ADD) return ranges.sum(op, left, right);
        return trust == Trust.ARITHMETIC || isTracked(op.operation(), left, right)
                ? Range.binary(op.operation(), left, right)
                : Range.all(left.width());
    }

    /** Returns whether the verifiers that are served follow the operation: shifts only by a number that they know. */
    private static boolean isTracked(BinaryOp operation, Range left, Range right) {
        return switch (operation) {
            case ADD, SUB, AND, OR, XOR -> true;
            case SHL, LSHR, ASHR -> right.isConstant();
            case MUL -> left.isBelow(1L << Integer.SIZE) && right.isBelow(1L << Integer.SIZE);
            case UDIV, SDIV, UREM, SREM -> false;
        };
    }

    private static Range extend(Op.Extend op, Range value, int width) {
        if (op.extension() == Extension.ZERO) return low(value, op.from(), width);
        return value.isBelow(1L << (op.from() - 1)) ? value.withWidth(width) : Range.all(width);
    }

    /** Returns the range of the low bits of a value. */
    private static Range low(Range value, int bits, int width) {
        if (bits == Long.SIZE || value.isBelow(1L << bits)) return value.withWidth(width);
        var mask = Range.mask(bits) & value.bits();
        return Range.ofMask(width, mask);
    }

    private Range compare(Op.Compare op, BlockLabel block) {
        if (!Ranges.isNumber(op.left()) || !Ranges.isNumber(op.right())) return Range.of(Integer.SIZE, 0, 1);
        return Answers.of(op.condition(), ranges.at(op.left(), block), ranges.at(op.right(), block))
                .map(answer -> Range.of(Integer.SIZE, answer ? 1 : 0, answer ? 1 : 0))
                .orElse(Range.of(Integer.SIZE, 0, 1));
    }

    /** Returns whether the value is a number that is never negative. */
    boolean isNonNegative(Value value, BlockLabel block) {
        return Ranges.isNumber(value) && ranges.at(value, block).isNonNegative();
    }
}
