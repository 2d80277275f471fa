package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.MachineBlock;
import dev.skep.compiler.machine.model.MachineEdge;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.compiler.machine.model.MachineTerminator;
import dev.skep.compiler.machine.model.Place;
import dev.skep.ir.BlockLabel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Proves that an allocation does what the function says: it follows, over all paths, which virtual registers each register and word holds,
 * and asks at every operation that the operands are where it reads them. What a call changes holds nothing behind it, a word holds what was
 * last stored there, a result takes the place of its left operand. It shares nothing with the allocator but the types of its outcome.
 */
public final class CheckAllocation {
    private final MachineFunction function;
    private final AllocatedFunction allocated;
    private final Map<BlockLabel, MachineBlock> originals = new HashMap<>();
    private final Map<BlockLabel, AllocatedBlock> blocks = new HashMap<>();
    private final Map<BlockLabel, Contents> entering = new HashMap<>();
    private final Set<BlockLabel> passed = new HashSet<>();
    private final Deque<BlockLabel> work = new ArrayDeque<>();
    private final ValueNumbers values;

    private CheckAllocation(MachineFunction function, AllocatedFunction allocated) {
        this.function = function;
        this.allocated = allocated;
        this.values = new ValueNumbers(function);
        for (var block : function.blocks()) originals.put(block.label(), block);
    }

    /** Throws {@link IllegalStateException} that names the first operation which would not find its operand. */
    public static void check(MachineFunction function, AllocatedFunction allocated) {
        new CheckAllocation(function, allocated).check();
    }

    private void check() {
        var entry = function.blocks().get(0).label();
        frame(entry);
        var start = Contents.empty(Register.values().length + allocated.words().size());
        for (var i = 0; i < function.parameters().size(); i++)
            start.put(
                    CheckSteps.place(Place.argument(i).fixed().orElseThrow()),
                    values.of(function.parameters().get(i)));
        enter(entry, start);
        while (!work.isEmpty()) {
            var label = work.remove();
            follow(label, known(label).copy());
        }
        for (var block : allocated.blocks())
            if (!entering.containsKey(block.label()) && !passed.contains(block.label()))
                throw broken(block.label(), "nothing leads to it");
    }

    /** What is laid out is what was allocated: the same pieces of the frame, the entry first, each block once. */
    private void frame(BlockLabel entry) {
        if (!allocated.name().equals(function.name())) throw broken(entry, "it is of another function");
        if (!allocated.slots().equals(function.slots())) throw broken(entry, "the frame has other slots");
        for (var block : allocated.blocks())
            if (blocks.put(block.label(), block) != null) throw broken(block.label(), "it is there twice");
        if (allocated.blocks().isEmpty() || !allocated.blocks().get(0).label().equals(entry))
            throw broken(entry, "another block comes first");
    }

    private void enter(BlockLabel label, Contents contents) {
        var before = entering.get(label);
        if (before == null) entering.put(label, contents);
        else if (!before.meet(contents)) return;
        work.add(label);
    }

    private Contents known(BlockLabel label) {
        var contents = entering.get(label);
        if (contents == null) throw new IllegalStateException("block " + label + " was not entered");
        return contents;
    }

    private void follow(BlockLabel label, Contents contents) {
        var original = originals.get(label);
        var block = blocks.get(label);
        if (original == null || block == null) throw broken(label, "there is no such block");
        if (!block.terminator().equals(original.terminator())) throw broken(label, "its end has changed");
        run(block, contents, encoded(original));
        var edges = original.terminator().edges();
        if (block.targets().size() != edges.size()) throw broken(label, "it leads to " + block.targets());
        for (var i = 0; i < edges.size(); i++)
            leave(label, edges.get(i), block.targets().get(i), contents.copy());
    }

    private void run(AllocatedBlock block, Contents contents, List<MachineInstruction.Encoded> expected) {
        try {
            var steps = new CheckSteps(contents, expected.iterator(), values);
            steps.run(block);
            steps.operands(block.terminator(), block.registers());
        } catch (CheckSteps.Broken e) {
            throw broken(block.label(), String.valueOf(e.getMessage()));
        }
    }

    private static List<MachineInstruction.Encoded> encoded(MachineBlock block) {
        var encoded = new ArrayList<MachineInstruction.Encoded>();
        for (var instruction : block.instructions())
            instruction.accept(new MachineInstruction.Visitor<Boolean>() {
                @Override
                public Boolean materialize(MachineInstruction.Materialize made) {
                    return true;
                }

                @Override
                public Boolean encoded(MachineInstruction.Encoded kept) {
                    return encoded.add(kept);
                }
            });
        return encoded;
    }

    private void leave(BlockLabel from, MachineEdge edge, BlockLabel to, Contents contents) {
        if (!to.equals(edge.target())) run(between(from, edge, to), contents, List.of());
        var target = originals.get(edge.target());
        if (target == null) throw broken(edge.target(), "there is no such block");
        contents.rename(values.of(edge.arguments()), values.of(target.parameters()));
        enter(edge.target(), contents);
    }

    /** Returns a block that only moves values on the way along an edge. */
    private AllocatedBlock between(BlockLabel from, MachineEdge edge, BlockLabel label) {
        var block = blocks.get(label);
        var straight = new MachineEdge(edge.target(), List.of());
        if (block == null
                || originals.containsKey(label)
                || !block.targets().equals(List.of(edge.target()))
                || !block.terminator()
                        .equals(new MachineTerminator.Goto(
                                straight, block.terminator().line())))
            throw broken(from, "edge " + edge + " leads to " + label);
        passed.add(label);
        return block;
    }

    private IllegalStateException broken(BlockLabel label, String what) {
        return new IllegalStateException(
                "allocation of `" + function.name() + "`, block " + label + ": " + what + "\n" + function + allocated);
    }
}
