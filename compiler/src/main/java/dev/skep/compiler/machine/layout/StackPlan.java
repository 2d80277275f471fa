package dev.skep.compiler.machine.layout;

import dev.skep.compiler.FrameLayout;
import dev.skep.compiler.machine.allocation.Location.InWord;
import dev.skep.ir.StackSlot;
import java.util.List;
import java.util.Map;

/** The layout of a frame as code asks for it. */
record StackPlan(FrameLayout frame, Map<StackSlot, Integer> slots, List<Integer> words) {
    /** Returns the offset of a slot from the frame pointer. */
    int offset(StackSlot slot) {
        var offset = slots.get(slot);
        if (offset == null) throw new IllegalStateException("stack slot `" + slot.name() + "` was not laid out");
        return offset;
    }

    /** Returns the offset of a word from the frame pointer. */
    int offset(InWord word) {
        return words.get(word.index());
    }
}
