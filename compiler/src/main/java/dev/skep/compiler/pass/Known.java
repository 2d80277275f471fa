package dev.skep.compiler.pass;

import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where values come from, as far as ops define them, and how often they are used. */
final class Known {
    private final Map<Value, Op> definitions;
    private final Map<Value, Integer> uses;

    Known(Function function) {
        var size = 2 * InlineFunctions.size(function);
        definitions = new HashMap<>(size);
        uses = new HashMap<>(size);
        for (var block : function.blocks()) {
            block.ops().forEach(this::define);
            block.ops().forEach(op -> op.operands().forEach(this::use));
            block.terminator().operands().forEach(this::use);
            for (var target : block.terminator().targets()) target.arguments().forEach(this::use);
        }
    }

    private void use(Value value) {
        uses.merge(value, 1, Integer::sum);
    }

    /** Notes that {@code op} defines its result from now on. */
    void define(Op op) {
        if (op instanceof Op.Producing producing) definitions.put(producing.result(), op);
    }

    /** Returns the op that defines {@code value}, if it is one of that kind. */
    <T extends Op> @Nullable T definition(Value value, Class<T> kind) {
        var op = definitions.get(value);
        return kind.isInstance(op) ? kind.cast(op) : null;
    }

    OptionalLong constant(Value value) {
        var constant = definition(value, Op.Constant.class);
        return constant == null ? OptionalLong.empty() : OptionalLong.of(constant.value());
    }

    boolean isConstant(Value value, long number) {
        var constant = constant(value);
        return constant.isPresent() && constant.getAsLong() == number;
    }

    /** Returns whether {@code value} is a pointer that cannot be null: by its type, or by the type of what it was made from. */
    boolean neverNull(Value value) {
        var origin = value;
        for (var made = definition(origin, Op.Reinterpret.class); made != null; ) {
            if (isNonNull(origin)) return true;
            origin = made.value();
            made = definition(origin, Op.Reinterpret.class);
        }
        return isNonNull(origin);
    }

    private static boolean isNonNull(Value value) {
        return value.type() instanceof ValueType.Pointer pointer && pointer.nullness() == ValueType.Nullness.NON_NULL;
    }

    boolean usedOnce(Value value) {
        return uses.getOrDefault(value, 0) == 1;
    }
}
