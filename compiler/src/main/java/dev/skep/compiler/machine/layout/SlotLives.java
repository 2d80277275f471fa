package dev.skep.compiler.machine.layout;

import dev.skep.compiler.pass.MemoryUse;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Dynptrs;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Between which ops each piece of the frame is in use: from where control may have met an op that reaches it to where it may meet another.
 * A piece whose address leads anywhere but to loads, stores and helpers is in use everywhere, and so is a dynptr: with its bytes the verifier
 * would forget what came from it.
 */
public final class SlotLives {
    static final String NAME = "share-stack";

    /** With more slots than that in as many blocks each has its own bytes. */
    private static final long MOST_STEPS = 10_000_000;

    private final Map<Value, StackSlot> roots = new HashMap<>();
    private final Set<StackSlot> everywhere = new HashSet<>();
    private final Map<StackSlot, Map<BlockLabel, Stretch>> mentions = new HashMap<>();
    private final Map<StackSlot, Map<BlockLabel, Stretch>> lives = new HashMap<>();

    /** Ops of a block, both ends included. */
    private record Stretch(int from, int to) {
        private static final Stretch ALL = new Stretch(-1, Integer.MAX_VALUE);

        boolean overlaps(Stretch other) {
            return from <= other.to && other.from <= to;
        }

        Stretch upTo(int index) {
            return new Stretch(from, index);
        }
    }

    private SlotLives() {}

    /** Returns the lives of the slots of a function. */
    public static SlotLives of(Function function) {
        var lives = new SlotLives();
        var flow = ControlFlow.of(function);
        var blocks = flow.reversePostorder();
        if ((long) blocks.size() * function.slots().size() > MOST_STEPS) lives.everywhere.addAll(function.slots());
        if (function.slots().size() < 2) return lives;
        for (var block : blocks) lives.collect(block);
        for (var slot : function.slots()) lives.lives.put(slot, lives.life(slot, flow));
        return lives;
    }

    /** Returns whether two slots are ever in use at once. */
    boolean meet(StackSlot one, StackSlot other) {
        if (everywhere.contains(one) || everywhere.contains(other)) return true;
        var mine = lives.get(one);
        var its = lives.get(other);
        if (mine == null || its == null) return true;
        for (var entry : mine.entrySet()) {
            var there = its.get(entry.getKey());
            if (there != null && there.overlaps(entry.getValue())) return true;
        }
        return false;
    }

    private void collect(Block block) {
        for (var i = 0; i < block.ops().size(); i++) {
            var op = block.ops().get(i);
            for (var operand : op.operands()) mention(operand, block.label(), i);
            follow(op);
        }
        block.terminator().map(value -> {
            escape(value);
            return value;
        });
    }

    private void mention(Value value, BlockLabel block, int index) {
        var slot = roots.get(value);
        if (slot == null) return;
        mentions.computeIfAbsent(slot, s -> new HashMap<>())
                .merge(block, new Stretch(index, index), (before, here) -> before.upTo(index));
    }

    /** Notes what an op makes of an address, if that stays known. */
    private void follow(Op op) {
        if (op instanceof Op.StackAddress address) {
            roots.put(address.result(), address.slot());
        } else if (op instanceof Op.Binary sum && roots.containsKey(sum.left())) {
            roots.put(sum.result(), roots.get(sum.left()));
            escape(sum.right());
        } else {
            kept(op).forEach(this::escape);
        }
    }

    /** Returns the values of which the op may leave something behind. */
    private static List<Value> kept(Op op) {
        var use = MemoryUse.of(op);
        if (use.isAccess()) return use.gives();
        return op instanceof Op.CallHelper call ? Dynptrs.of(call) : op.operands();
    }

    private void escape(Value value) {
        var slot = roots.get(value);
        if (slot != null) everywhere.add(slot);
    }

    private Map<BlockLabel, Stretch> life(StackSlot slot, ControlFlow flow) {
        var mentioned = mentions.getOrDefault(slot, Map.of());
        var after = behind(mentioned.keySet(), flow);
        var before = ahead(mentioned.keySet(), flow);
        Map<BlockLabel, Stretch> life = new HashMap<>();
        for (var label : before)
            if (after.contains(label) && !mentioned.containsKey(label)) life.put(label, Stretch.ALL);
        mentioned.forEach((label, here) -> life.put(
                label,
                new Stretch(
                        after.contains(label) ? Stretch.ALL.from : here.from,
                        before.contains(label) ? Stretch.ALL.to : here.to)));
        return life;
    }

    /** Returns the blocks that control may enter after one of those. */
    private static Set<BlockLabel> behind(Set<BlockLabel> start, ControlFlow flow) {
        Set<BlockLabel> found = new HashSet<>();
        List<BlockLabel> work = new ArrayList<>(start);
        for (var next = 0; next < work.size(); next++)
            for (var target : flow.block(work.get(next)).terminator().targets())
                if (found.add(target.label())) work.add(target.label());
        return found;
    }

    /** Returns the blocks that control may leave before one of those. */
    private static Set<BlockLabel> ahead(Set<BlockLabel> start, ControlFlow flow) {
        Set<BlockLabel> found = new HashSet<>();
        List<BlockLabel> work = new ArrayList<>(start);
        for (var next = 0; next < work.size(); next++)
            for (var edge : flow.incoming(work.get(next)))
                if (found.add(edge.from().label())) work.add(edge.from().label());
        return found;
    }
}
