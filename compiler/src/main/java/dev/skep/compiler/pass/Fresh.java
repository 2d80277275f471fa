package dev.skep.compiler.pass;

import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;

/** Numbers that a function does not use yet. */
final class Fresh {
    private int values;
    private int blocks;
    private int slots;

    /** The first numbers that are free. */
    private record Numbers(int values, int blocks, int slots) {
        static Numbers of(Function function) {
            var free = new Fresh(0, 0, 0);
            function.parameters().forEach(parameter -> free.used(parameter.value()));
            for (var slot : function.slots()) free.slots = Math.max(free.slots, slot.id() + 1);
            for (var block : function.blocks()) {
                free.blocks = Math.max(free.blocks, block.label().id() + 1);
                for (var parameter : block.parameters()) free.used(parameter);
                for (var op : block.ops()) if (op instanceof Op.Producing producing) free.used(producing.result());
            }
            return new Numbers(free.values, free.blocks, free.slots);
        }
    }

    private Fresh(int values, int blocks, int slots) {
        this.values = values;
        this.blocks = blocks;
        this.slots = slots;
    }

    /** Numbers behind those of a function. */
    static Fresh of(Function function) {
        var numbers = function.find(Numbers.class, Numbers::of);
        return new Fresh(numbers.values, numbers.blocks, numbers.slots);
    }

    private void used(Value value) {
        values = Math.max(values, value.id() + 1);
    }

    Value value(ValueType type) {
        return new Value(values++, type);
    }

    /** Returns a piece of the frame like {@code slot}. */
    StackSlot slot(StackSlot slot) {
        return new StackSlot(slots++, slot.name(), slot.size(), slot.alignment(), slot.location());
    }

    BlockLabel block(String hint) {
        return new BlockLabel(blocks++, hint);
    }
}
