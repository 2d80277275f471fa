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

    Fresh(Function function) {
        function.parameters().forEach(parameter -> used(parameter.value()));
        for (var slot : function.slots()) slots = Math.max(slots, slot.id() + 1);
        for (var block : function.blocks()) {
            blocks = Math.max(blocks, block.label().id() + 1);
            block.parameters().forEach(this::used);
            for (var op : block.ops()) if (op instanceof Op.Producing producing) used(producing.result());
        }
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
