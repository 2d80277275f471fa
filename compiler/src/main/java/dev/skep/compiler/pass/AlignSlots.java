package dev.skep.compiler.pass;

import dev.skep.compiler.pass.Spots.Root;
import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Lets what is cleared or copied in the frame begin at a multiple of 8, so that it goes in few pieces: the verifier wants natural alignment
 * there. Frames that may become full stay as they are.
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
        var moved = moved(function);
        if (moved.isEmpty()) return function;
        Map<StackSlot, StackSlot> aligned = new HashMap<>();
        for (var slot : function.slots())
            if (moved.contains(Spots.root(slot)) && slot.size() > slot.alignment()) aligned.put(slot, aligned(slot));
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

    /** Returns the memory that is cleared or copied as a whole. */
    private static Set<Root> moved(Function function) {
        var spots = new Spots(function);
        Set<Root> moved = new HashSet<>();
        for (var block : function.blocks()) {
            for (var op : block.ops()) {
                if (op instanceof Op.Zero zero)
                    moved.add(spots.of(zero.address(), 0, 1).root());
                if (op instanceof Op.Copy copy) {
                    moved.add(spots.of(copy.to(), 0, 1).root());
                    moved.add(spots.of(copy.from(), 0, 1).root());
                }
            }
        }
        return moved;
    }

    private static StackSlot aligned(StackSlot slot) {
        var alignment = Math.min(WORD, Integer.highestOneBit(slot.size()));
        return new StackSlot(slot.id(), slot.name(), slot.size(), alignment, slot.location());
    }

    private static Block changed(Block block, Map<StackSlot, StackSlot> aligned) {
        return block.withOps(block.ops().stream()
                .map(op -> op instanceof Op.StackAddress address && aligned.containsKey(address.slot())
                        ? new Op.StackAddress(address.result(), aligned.get(address.slot()), address.location())
                        : op)
                .toList());
    }
}
