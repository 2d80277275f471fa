package dev.skep.compiler.machine.layout;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.FrameLayout;
import dev.skep.compiler.FrameLayout.Area;
import dev.skep.compiler.FrameLayout.Purpose;
import dev.skep.compiler.machine.allocation.AllocatedFunction;
import dev.skep.ir.StackSlot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Gives every piece of the frame its bytes, from the frame pointer down: spilled words first, for they are touched most, then slots, the most
 * aligned first, of these the largest. A slot of 8 bytes or more is aligned to 8 whatever it asks for, since helpers may write it in words. Slots that are never in
 * use at once share bytes; no slot shares any with a spilled word, of which the verifier would forget what it holds.
 */
final class LayOutStack {
    private static final int WORD = 8;

    private final @Nullable SlotLives lives;
    private final List<Area> areas = new ArrayList<>();
    private final Map<StackSlot, Integer> slots = new HashMap<>();
    private final List<Integer> words = new ArrayList<>();
    private long bottom;

    private LayOutStack(@Nullable SlotLives lives) {
        this.lives = lives;
    }

    /**
     * Returns the plan; throws {@link FrameTooLarge} when it is more than a call chain may have.
     *
     * @param lives null where each slot has its own bytes
     */
    static StackPlan of(AllocatedFunction function, @Nullable SlotLives lives) {
        var layout = new LayOutStack(lives);
        for (var line : function.words()) layout.word(line);
        function.slots().stream()
                .sorted(Comparator.comparingInt(LayOutStack::alignment)
                        .thenComparingInt(StackSlot::size)
                        .reversed()
                        .thenComparingInt(StackSlot::id))
                .forEach(layout::slot);
        layout.areas.sort(Comparator.comparingInt(Area::offset).reversed());
        var frame = new FrameLayout(layout.areas);
        if (frame.size() > FrameLayout.LIMIT) throw new FrameTooLarge(function.name(), frame);
        return new StackPlan(frame, layout.slots, layout.words);
    }

    private void word(SourceLine line) {
        var offset = take(WORD, WORD);
        words.add(offset);
        areas.add(new Area(Purpose.SPILL, "spilled value", offset, WORD, line));
    }

    private void slot(StackSlot slot) {
        var shared = shared(slot);
        var offset = shared.isPresent() ? shared.getAsInt() : take(slot.size(), alignment(slot));
        slots.put(slot, offset);
        areas.add(new Area(Purpose.SLOT, slot.name(), offset, slot.size(), slot.location()));
    }

    /** Returns where the slot fits among bytes that only slots have which are never in use with it. */
    private OptionalInt shared(StackSlot slot) {
        if (lives == null) return OptionalInt.empty();
        var met = new BitSet();
        for (var other : slots.entrySet())
            if (lives.meet(slot, other.getKey()))
                met.set(-other.getValue() - other.getKey().size(), -other.getValue());
        var alignment = alignment(slot);
        for (var end = words.size() * WORD; ; ) {
            var depth = (end + slot.size() + alignment - 1) / alignment * alignment;
            if (depth > -bottom) return OptionalInt.empty();
            var taken = met.nextSetBit(depth - slot.size());
            if (taken < 0 || taken >= depth) return OptionalInt.of(-depth);
            end = met.nextClearBit(taken);
        }
    }

    private static int alignment(StackSlot slot) {
        return slot.size() >= WORD ? WORD : slot.alignment();
    }

    /** Offsets beyond any frame stay at the least one there is: they are only reported. */
    private int take(int size, int alignment) {
        bottom = Math.floorDiv(bottom - size, alignment) * alignment;
        return (int) Math.max(bottom, -Integer.MAX_VALUE);
    }
}
