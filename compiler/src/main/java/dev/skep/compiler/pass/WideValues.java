package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands for each i32 of a function, and the ops that make it. */
final class WideValues {
    private static final long HIGHEST_COUNT = Integer.SIZE - 1L;

    private final Fresh fresh;
    private final Map<Value, Wide> wide = new HashMap<>();
    private final Set<Value> narrow = new HashSet<>();
    private final Set<Value> ordered = new HashSet<>();
    private List<Op> out = new ArrayList<>();

    WideValues(Function function) {
        fresh = Fresh.of(function);
        for (var block : function.blocks()) {
            for (var op : block.ops())
                if (op instanceof Op.Compare compare) ask(compare.condition(), compare.left(), compare.right());
            if (block.terminator() instanceof Terminator.Branch end) ask(end.condition(), end.left(), end.right());
        }
    }

    private void ask(Condition condition, Value left, Value right) {
        if (!isSigned(condition)) return;
        ordered.add(left);
        ordered.add(right);
    }

    static boolean isSigned(Condition condition) {
        return switch (condition) {
            case SGT, SGE, SLT, SLE -> true;
            case EQ, NE, GT, GE, LT, LE, SET -> false;
        };
    }

    static boolean isNarrow(Value value) {
        return value.type() == ValueType.I32;
    }

    /** Returns whether it is compared as a signed number somewhere, so that the verifier knows bounds of its sign-extended form. */
    boolean isOrdered(Value value) {
        return ordered.contains(value);
    }

    /** Lets ops go to another list. */
    void into(List<Op> ops) {
        out = ops;
    }

    void add(Op op) {
        out.add(op);
    }

    Value newValue() {
        return fresh.value(ValueType.I64);
    }

    Wide of(Value value) {
        var found = wide.get(value);
        if (found == null) throw new IllegalStateException(value + " is used before it is defined");
        return found;
    }

    /** Returns what to read for an operand whose upper half does not matter. */
    Value held(Value value) {
        return isNarrow(value) ? of(value).held() : value;
    }

    /** Returns what to read for an operand that is unsigned. */
    Value zero(Value value) {
        return isNarrow(value) ? of(value).zero() : value;
    }

    /** Returns what to read for an operand that is signed. */
    Value sign(Value value) {
        return isNarrow(value) ? of(value).sign() : value;
    }

    /** Returns the value as an i32 again, for a place that takes no other and looks at the lower half. */
    Value lower(Value value, SourceLine line) {
        return narrow(value, held(value), line);
    }

    /** Returns the value as an i32 again, for a place that looks at the whole register. */
    Value whole(Value value, SourceLine line) {
        return narrow(value, zero(value), line);
    }

    private Value narrow(Value value, Value form, SourceLine line) {
        if (!isNarrow(value) || narrow.contains(value)) return value;
        var result = fresh.value(ValueType.I32);
        var constant = of(value).constant();
        add(constant == null ? new Op.Truncate(result, form, line) : new Op.Constant(result, constant, line));
        return result;
    }

    /** Returns the count of a shift: machines that shift 64 bits take six bits of it, an i32 has five. */
    Value count(Value value, SourceLine line) {
        var constant = of(value).constant();
        if (constant != null) return number(constant & HIGHEST_COUNT, line);
        var result = newValue();
        add(new Op.Binary(result, BinaryOp.AND, of(value).held(), number(HIGHEST_COUNT, line), line));
        return result;
    }

    private Value number(long value, SourceLine line) {
        var result = newValue();
        add(new Op.Constant(result, value, line));
        return result;
    }

    /** {@code value} is what {@code held} has in its lower half; the upper one may be anything. */
    void define(Value value, Value held, SourceLine line) {
        put(value, held, extended(held, Extension.ZERO, line), extended(held, Extension.SIGN, line));
    }

    /** The upper half is zero. */
    void defineZero(Value value, Value held, SourceLine line) {
        put(value, held, held, extended(held, Extension.SIGN, line));
    }

    /** The upper half repeats the sign. */
    void defineSign(Value value, Value held, SourceLine line) {
        put(value, held, extended(held, Extension.ZERO, line), held);
    }

    /** Less than 2^31. */
    void defineSmall(Value value, Value held) {
        put(value, held, held, held);
    }

    /** The op that makes the i32 stays. */
    void keep(Value value, SourceLine line) {
        narrow.add(value);
        var held = newValue();
        add(new Op.Extend(held, Extension.ZERO, Integer.SIZE, value, line));
        defineZero(value, held, line);
    }

    /** So does a comparison, which makes 0 or 1. */
    void keepBit(Value value, SourceLine line) {
        narrow.add(value);
        var held = newValue();
        add(new Op.Extend(held, Extension.ZERO, Integer.SIZE, value, line));
        defineSmall(value, held);
    }

    /** So does the op that takes the lower half of an i64. */
    void keepTruncated(Value value, Value of, SourceLine line) {
        narrow.add(value);
        define(value, of, line);
    }

    void defineConstant(Value value, long constant, SourceLine line) {
        var signed = number(constant, line);
        var zero = constant >= 0 ? signed : number(constant & 0xffff_ffffL, line);
        wide.put(value, new Wide(signed, zero, signed, constant));
    }

    private void put(Value value, Value held, Value zero, Value sign) {
        wide.put(value, new Wide(held, zero, sign, null));
    }

    private Value extended(Value held, Extension extension, SourceLine line) {
        var result = newValue();
        add(new Op.Extend(result, extension, Integer.SIZE, held, line));
        return result;
    }
}
