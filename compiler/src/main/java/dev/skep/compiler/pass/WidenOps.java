package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.Extension;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says each op again with i64 instead of i32. */
final class WidenOps implements Op.Visitor<WideValues> {
    private final WideValues values;
    private final Map<Value, Op.Compare> compared = new HashMap<>();
    private final Substitution same = new Substitution();

    WidenOps(WideValues values) {
        this.values = values;
    }

    /** Returns the blocks, in which values that became one are one. */
    List<Block> applied(List<Block> blocks) {
        return same.apply(blocks);
    }

    /** Returns the comparison that the branch asks about, if it asks whether one holds. */
    Op.@Nullable Compare compared(Terminator.Branch end) {
        var isEquality = end.condition() == Condition.EQ || end.condition() == Condition.NE;
        var right = values.of(end.right()).constant();
        return isEquality && right != null && right == 0 ? compared.get(end.left()) : null;
    }

    /** Returns whether a comparison of two i32 looks at their sign-extended forms. Equality may look at any. */
    boolean isSigned(Condition condition, Value left, Value right) {
        if (WideValues.isSigned(condition)) return true;
        var isEquality = condition == Condition.EQ || condition == Condition.NE;
        return isEquality
                && values.of(left).isSignExtended()
                && values.of(right).isSignExtended();
    }

    private WideValues kept(Op op) {
        values.add(op);
        return values;
    }

    @Override
    public WideValues constant(Op.Constant op) {
        if (!WideValues.isNarrow(op.result())) return kept(op);
        values.defineConstant(op.result(), op.value(), op.location());
        return values;
    }

    @Override
    public WideValues stackAddress(Op.StackAddress op) {
        return kept(op);
    }

    @Override
    public WideValues globalAddress(Op.GlobalAddress op) {
        return kept(op);
    }

    @Override
    public WideValues coreValue(Op.CoreValue op) {
        return kept(op);
    }

    @Override
    public WideValues mapAddress(Op.MapAddress op) {
        return kept(op);
    }

    @Override
    public WideValues functionAddress(Op.FunctionAddress op) {
        return kept(op);
    }

    @Override
    public WideValues binary(Op.Binary op) {
        if (!WideValues.isNarrow(op.result())) return kept(op);
        var line = op.location();
        var left =
                switch (op.operation()) {
                    case ADD, SUB, MUL, AND, OR, XOR, SHL -> values.held(op.left());
                    case UDIV, UREM, LSHR -> values.zero(op.left());
                    case SDIV, SREM, ASHR -> values.sign(op.left());
                };
        var right =
                switch (op.operation()) {
                    case ADD, SUB, MUL, AND, OR, XOR -> values.held(op.right());
                    case UDIV, UREM -> values.zero(op.right());
                    case SDIV, SREM -> values.sign(op.right());
                    case SHL, LSHR, ASHR -> values.count(op.right(), line);
                };
        var result = values.newValue();
        values.add(new Op.Binary(result, op.operation(), left, right, line));
        switch (op.operation()) {
            case ADD, SUB, MUL, SHL, SDIV -> values.define(op.result(), result, line);
            case AND, OR, XOR -> bits(op, result);
            case UDIV, UREM, LSHR -> values.defineZero(op.result(), result, line);
            case SREM, ASHR -> values.defineSign(op.result(), result, line);
        }
        return values;
    }

    private void bits(Op.Binary op, Value result) {
        var left = values.of(op.left());
        var right = values.of(op.right());
        var and = op.operation() == BinaryOp.AND;
        var areZero = left.isZeroExtended() && right.isZeroExtended();
        var isZero = areZero || (and && (left.isZeroExtended() || right.isZeroExtended()));
        var isSign = left.isSignExtended() && right.isSignExtended();
        if (and ? left.isSmall() || right.isSmall() : left.isSmall() && right.isSmall())
            values.defineSmall(op.result(), result);
        else if (isZero) values.defineZero(op.result(), result, op.location());
        else if (isSign) values.defineSign(op.result(), result, op.location());
        else values.define(op.result(), result, op.location());
    }

    @Override
    public WideValues negate(Op.Negate op) {
        if (!WideValues.isNarrow(op.result())) return kept(op);
        var result = values.newValue();
        values.add(new Op.Negate(result, values.held(op.value()), op.location()));
        values.define(op.result(), result, op.location());
        return values;
    }

    @Override
    public WideValues extend(Op.Extend op) {
        var line = op.location();
        var isNarrow = WideValues.isNarrow(op.result());
        if (op.from() == Integer.SIZE) {
            if (isNarrow) values.define(op.result(), values.held(op.value()), line);
            else if (!WideValues.isNarrow(op.value())) kept(op);
            else wholeWord(op);
            return values;
        }
        var result = isNarrow ? values.newValue() : op.result();
        values.add(new Op.Extend(result, op.extension(), op.from(), values.held(op.value()), line));
        if (isNarrow && op.extension() == Extension.ZERO) values.defineSmall(op.result(), result);
        else if (isNarrow) values.defineSign(op.result(), result, line);
        return values;
    }

    /**
     * An i32 as an i64, which is there already. Its sign is only where it is compared with sign; else it is taken here, behind the
     * comparisons without sign, whose bounds the verifier keeps then.
     */
    private void wholeWord(Op.Extend op) {
        var wide = values.of(op.value());
        if (op.extension() == Extension.ZERO) same.replace(op.result(), wide.zero());
        else if (wide.isSignExtended() || values.isOrdered(op.value())) same.replace(op.result(), wide.sign());
        else values.add(new Op.Extend(op.result(), Extension.SIGN, Integer.SIZE, wide.zero(), op.location()));
    }

    @Override
    public WideValues truncate(Op.Truncate op) {
        kept(op);
        values.keepTruncated(op.result(), op.value(), op.location());
        return values;
    }

    @Override
    public WideValues swapBytes(Op.SwapBytes op) {
        if (!WideValues.isNarrow(op.result())) return kept(op);
        var result = values.newValue();
        values.add(new Op.SwapBytes(result, op.order(), op.width(), values.held(op.value()), op.location()));
        if (op.width() == Width.H) values.defineSmall(op.result(), result);
        else values.defineZero(op.result(), result, op.location());
        return values;
    }

    @Override
    public WideValues reinterpret(Op.Reinterpret op) {
        return kept(op);
    }

    @Override
    public WideValues castArena(Op.CastArena op) {
        return kept(op);
    }

    @Override
    public WideValues fieldAddress(Op.FieldAddress op) {
        return kept(op);
    }

    @Override
    public WideValues compare(Op.Compare op) {
        var asked = op;
        if (WideValues.isNarrow(op.left())) {
            var isSigned = isSigned(op.condition(), op.left(), op.right());
            var left = isSigned ? values.sign(op.left()) : values.zero(op.left());
            var right = isSigned ? values.sign(op.right()) : values.zero(op.right());
            asked = new Op.Compare(op.result(), op.condition(), left, right, op.location());
        }
        compared.put(op.result(), asked);
        kept(asked);
        values.keepBit(op.result(), op.location());
        return values;
    }

    @Override
    public WideValues load(Op.Load op) {
        if (!WideValues.isNarrow(op.result())) return kept(op);
        var result = values.newValue();
        var isWord = op.width() == Width.W;
        var extension = isWord ? Extension.ZERO : op.extension();
        values.add(new Op.Load(result, op.width(), extension, op.address(), op.offset(), op.location()));
        if (isWord) values.defineZero(op.result(), result, op.location());
        else if (extension == Extension.ZERO) values.defineSmall(op.result(), result);
        else values.defineSign(op.result(), result, op.location());
        return values;
    }

    @Override
    public WideValues store(Op.Store op) {
        return kept(new Op.Store(op.width(), op.address(), op.offset(), values.held(op.value()), op.location()));
    }

    @Override
    public WideValues zero(Op.Zero op) {
        return kept(op);
    }

    @Override
    public WideValues copy(Op.Copy op) {
        return kept(op);
    }

    @Override
    public WideValues atomicUpdate(Op.AtomicUpdate op) {
        return kept(op.map(value -> values.lower(value, op.location())));
    }

    @Override
    public WideValues atomicFetch(Op.AtomicFetch op) {
        return called(op);
    }

    @Override
    public WideValues compareExchange(Op.CompareExchange op) {
        return called(op);
    }

    /** Whoever is called takes and returns what it did. */
    private WideValues called(Op.Producing op) {
        kept(op.map(value -> values.whole(value, op.location())));
        if (WideValues.isNarrow(op.result())) values.keep(op.result(), op.location());
        return values;
    }

    @Override
    public WideValues callHelper(Op.CallHelper op) {
        return called(op);
    }

    @Override
    public WideValues callFunction(Op.CallFunction op) {
        return called(op);
    }

    @Override
    public WideValues callKfunc(Op.CallKfunc op) {
        return called(op);
    }

    @Override
    public WideValues assembly(Op.Assembly op) {
        return called(op);
    }
}
