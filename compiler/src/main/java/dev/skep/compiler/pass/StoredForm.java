package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.ByteSwap;
import dev.skep.ir.Extension;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of foreign byte order that are compared with constants, which can be swapped now, or with each other: they stay as they are stored. */
final class StoredForm {
    private final Known known;
    private final Fresh fresh;
    private final ByteOrder order;

    StoredForm(Known known, Fresh fresh, ByteOrder order) {
        this.known = known;
        this.fresh = fresh;
        this.order = order;
    }

    /** Returns the same question about the stored field, or some bits of it; the ops that it needs are added to {@code body}. */
    Question question(Question question, SourceLine location, List<Op> body) {
        var constant = known.constant(question.right());
        var equality = question.condition() == Condition.EQ || question.condition() == Condition.NE;
        if (!equality) return question;
        var swap = swapOfField(question.left());
        if (constant.isEmpty()) return swap == null ? question : fields(question, swap);
        if (swap == null) return masked(question, constant.getAsLong(), location, body);
        if (!fits(swap, constant.getAsLong())) return question;
        return question.about(swap.value(), constant(swap, constant.getAsLong(), location, body));
    }

    /** Two fields of one order are equal when they are stored as equals. */
    private Question fields(Question question, Op.SwapBytes left) {
        var right = swapOfField(question.right());
        if (right == null || right.width() != left.width() || right.order() != left.order()) return question;
        return question.about(left.value(), right.value());
    }

    private Question masked(Question question, long right, SourceLine location, List<Op> body) {
        var and = known.definition(question.left(), Op.Binary.class);
        if (and == null || and.operation() != BinaryOp.AND || !known.usedOnce(question.left())) return question;
        var swap = swapOfField(and.left());
        var mask = known.constant(and.right());
        if (swap == null || mask.isEmpty() || !fits(swap, mask.getAsLong()) || !fits(swap, right)) return question;
        var bits = fresh.value(and.result().type());
        var stored = constant(swap, mask.getAsLong(), location, body);
        body.add(new Op.Binary(bits, BinaryOp.AND, swap.value(), stored, location));
        return question.about(bits, constant(swap, right, location, body));
    }

    private Value constant(Op.SwapBytes swap, long value, SourceLine location, List<Op> body) {
        var stored = new Op.Constant(fresh.value(swap.result().type()), stored(swap, value), location);
        known.define(stored);
        body.add(stored);
        return stored.result();
    }

    /** Returns the same dispatch on the stored field. */
    Terminator.Switch dispatch(Terminator.Switch end) {
        var swap = swapOfField(end.selector());
        if (swap == null || !end.cases().stream().allMatch(c -> fits(swap, c.value()))) return end;
        var cases = end.cases().stream()
                .map(c -> new Terminator.Switch.Case(stored(swap, c.value()), c.target()))
                .toList();
        return new Terminator.Switch(swap.value(), cases, end.otherwise(), end.location());
    }

    /** Returns the swap that {@code value} comes from, if what it swaps is a field with nothing in the upper bits. */
    Op.@Nullable SwapBytes swapOfField(Value value) {
        var swap = known.definition(value, Op.SwapBytes.class);
        if (swap == null) return null;
        var load = known.definition(swap.value(), Op.Load.class);
        if (load == null || load.width() != swap.width()) return null;
        return isZeroExtended(load) ? swap : null;
    }

    private static boolean isZeroExtended(Op.Load load) {
        return load.extension() == Extension.ZERO
                || load.width().bits() == load.result().type().bits();
    }

    private static boolean fits(Op.SwapBytes swap, long constant) {
        return fits(swap.width(), swap.result().type(), constant);
    }

    /** Returns whether a field of that width can have the value. */
    static boolean fits(Width width, ValueType type, long constant) {
        return Arithmetic.extend(Extension.ZERO, width.bits(), type.bits(), constant) == constant;
    }

    private long stored(Op.SwapBytes swap, long constant) {
        return stored(swap.order(), swap.width(), swap.result().type(), constant);
    }

    /** Returns how the value of a field is stored. */
    long stored(ByteSwap to, Width width, ValueType type, long constant) {
        return Arithmetic.swap(to, order, width.bits(), type.bits(), constant);
    }
}
