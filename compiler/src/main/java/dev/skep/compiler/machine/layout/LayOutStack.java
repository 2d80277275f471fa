package dev.skep.compiler.machine.layout;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.machine.allocation.AllocatedFunction;
import dev.skep.compiler.machine.layout.FrameLayout.Area;
import dev.skep.compiler.machine.layout.FrameLayout.Purpose;
import dev.skep.ir.StackSlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every piece of the frame its bytes, from the frame pointer down: spilled words first, for they are touched most, then slots, the most
 * aligned first. A slot of 8 bytes or more is aligned to 8 whatever it asks for, since helpers may write it in words.
 */
final class LayOutStack {
    private static final int WORD = 8;

    private final List<Area> areas = new ArrayList<>();
    private final Map<StackSlot, Integer> slots = new HashMap<>();
    private final List<Integer> words = new ArrayList<>();
    private long bottom;

    private LayOutStack() {}

    /** Returns the plan; throws {@link FrameTooLarge} when it is more than a call chain may have. */
    static StackPlan of(AllocatedFunction function) {
        var layout = new LayOutStack();
        for (var line : function.words())
            layout.words.add(layout.take(Purpose.SPILL, "spilled value", WORD, WORD, line));
        function.slots().stream()
                .sorted(Comparator.comparingInt(LayOutStack::alignment)
                        .reversed()
                        .thenComparingInt(StackSlot::id))
                .forEach(layout::slot);
        var frame = new FrameLayout(layout.areas);
        if (frame.size() > FrameLayout.LIMIT) throw new FrameTooLarge(function.name(), frame);
        return new StackPlan(frame, layout.slots, layout.words);
    }

    private void slot(StackSlot slot) {
        slots.put(slot, take(Purpose.SLOT, slot.name(), slot.size(), alignment(slot), slot.location()));
    }

    private static int alignment(StackSlot slot) {
        return slot.size() >= WORD ? WORD : slot.alignment();
    }

    /** Offsets beyond any frame stay at the least one there is: they are only reported. */
    private int take(Purpose purpose, String name, int size, int alignment, SourceLine location) {
        bottom = Math.floorDiv(bottom - size, alignment) * alignment;
        var offset = (int) Math.max(bottom, -Integer.MAX_VALUE);
        areas.add(new Area(purpose, name, offset, size, location));
        return offset;
    }
}
