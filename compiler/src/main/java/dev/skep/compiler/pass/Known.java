package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.NumberedMap;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where values come from, as far as ops define them, and how often they are used. */
final class Known {
    private final Facts facts;
    private NumberedMap<Value, Op> definitions;

    /** What the function says; of a value that is used, whether that is once. */
    private record Facts(NumberedMap<Value, Op> definitions, NumberedMap<Value, Boolean> usedOnce) {
        static Facts of(Function function) {
            var size = InlineFunctions.size(function);
            var facts = new Facts(new NumberedMap<>(size), new NumberedMap<>(size));
            for (var block : function.blocks()) facts.collect(block);
            return facts;
        }

        private void collect(Block block) {
            for (var op : block.ops()) {
                if (op instanceof Op.Producing producing) definitions.put(producing.result(), op);
                use(op.operands());
            }
            use(block.terminator().operands());
            for (var target : block.terminator().targets()) use(target.arguments());
        }

        private void use(List<Value> values) {
            for (var value : values) usedOnce.put(value, !usedOnce.containsKey(value));
        }
    }

    Known(Function function) {
        facts = function.find(Facts.class, Facts::of);
        definitions = facts.definitions;
    }

    /** Returns the op that defines each value of a function which an op defines; nobody may change that. */
    static NumberedMap<Value, Op> definitions(Function function) {
        return function.find(Facts.class, Facts::of).definitions;
    }

    /** Notes that {@code op} defines its result from now on. */
    void define(Op op) {
        if (!(op instanceof Op.Producing producing) || op == definitions.get(producing.result())) return;
        if (definitions == facts.definitions) definitions = definitions.copy();
        definitions.put(producing.result(), op);
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

    /**
     * Returns whether {@code value} is a pointer that cannot be null: by its type, or by the type of what it was made from. A number that an
     * address was made into may be 0: that of a weak symbol which the kernel does not have.
     */
    boolean neverNull(Value value) {
        if (!(value.type() instanceof ValueType.Pointer)) return false;
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
        return facts.usedOnce.getOrDefault(value, false);
    }
}
