package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets what lies in the frame begin at a multiple of 8 where it is that large, so that neighbours are cleared and copied together: the
 * verifier wants natural alignment there. Frames that may become full stay as they are.
 */
public final class AlignSlots implements FunctionPass {
    private static final int WORD = Long.BYTES;

    /** Half of what a program may have. */
    private static final int LARGEST_FRAME = 256;

    @Override
    public String name() {
        return "align-slots";
    }

    @Override
    public Function run(Function function) {
        if (frame(function) > LARGEST_FRAME) return function;
        Map<StackSlot, StackSlot> aligned = new HashMap<>();
        for (var slot : function.slots()) if (slot.alignment() < alignment(slot)) aligned.put(slot, aligned(slot));
        if (aligned.isEmpty()) return function;
        return function.withSlots(function.slots().stream()
                        .map(slot -> aligned.getOrDefault(slot, slot))
                        .toList())
                .withBlocks(function.blocks().stream()
                        .map(block -> changed(block, aligned))
                        .toList());
    }

    private static int frame(Function function) {
        return function.slots().stream()
                .mapToInt(slot -> (slot.size() + WORD - 1) / WORD * WORD)
                .sum();
    }

    private static int alignment(StackSlot slot) {
        return Math.min(WORD, Integer.highestOneBit(slot.size()));
    }

    private static StackSlot aligned(StackSlot slot) {
        return new StackSlot(slot.id(), slot.name(), slot.size(), alignment(slot), slot.location());
    }

    private static Block changed(Block block, Map<StackSlot, StackSlot> aligned) {
        return block.withOps(block.ops().stream()
                .map(op -> op instanceof Op.StackAddress address && aligned.containsKey(address.slot())
                        ? new Op.StackAddress(address.result(), aligned.get(address.slot()), address.location())
                        : op)
                .toList());
    }
}
