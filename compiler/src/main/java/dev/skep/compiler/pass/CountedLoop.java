package dev.skep.compiler.pass;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A loop whose head asks whether a counter, which starts at a constant and moves by one, has come to a constant.
 *
 * @param blocks all its blocks, the head first
 * @param entry the one edge into it
 * @param counter the parameter of the head
 * @param rounds how often the head goes on into the loop
 * @param inside the edge that it takes then
 * @param outside the edge that it takes at last
 */
record CountedLoop(
        List<Block> blocks, ControlFlow.Edge entry, Value counter, int rounds, Target inside, Target outside) {
    /** A loop of more rounds is not looked at. */
    private static final int MOST_ROUNDS = 64;

    /** Returns the loop of that head, if it is one. */
    static Optional<CountedLoop> of(Block head, ControlFlow flow, Dominance dominance, Known known) {
        var incoming = flow.incoming(head.label());
        if (incoming.size() != 2 || !(head.terminator() instanceof Terminator.Branch branch)) return Optional.empty();
        var first = incoming.get(0);
        var second = incoming.get(1);
        var firstIsBack = dominance.dominates(head.label(), first.from().label());
        var back = firstIsBack ? first : second;
        var entry = firstIsBack ? second : first;
        if (!dominance.dominates(head.label(), back.from().label())
                || dominance.dominates(head.label(), entry.from().label())) return Optional.empty();
        var blocks = blocks(head, back.from(), flow);
        var goesOn = blocks.containsKey(branch.then().label());
        if (goesOn == blocks.containsKey(branch.otherwise().label())) return Optional.empty();
        var place = head.parameters().indexOf(branch.left());
        if (place < 0) return Optional.empty();
        var rounds = rounds(
                branch,
                goesOn,
                entry.target().arguments().get(place),
                back.target().arguments().get(place),
                known);
        return rounds < 0
                ? Optional.empty()
                : Optional.of(new CountedLoop(
                        List.copyOf(blocks.values()),
                        entry,
                        branch.left(),
                        rounds,
                        goesOn ? branch.then() : branch.otherwise(),
                        goesOn ? branch.otherwise() : branch.then()));
    }

    /** Returns the blocks from which the back edge is reached without passing the head. */
    private static Map<BlockLabel, Block> blocks(Block head, Block latch, ControlFlow flow) {
        Map<BlockLabel, Block> blocks = new LinkedHashMap<>();
        blocks.put(head.label(), head);
        List<Block> work = new ArrayList<>(List.of(latch));
        while (!work.isEmpty()) {
            var block = work.remove(work.size() - 1);
            if (blocks.putIfAbsent(block.label(), block) == null)
                flow.incoming(block.label()).forEach(edge -> work.add(edge.from()));
        }
        return blocks;
    }

    /** Counts, and returns how often the head goes on; negative when that is not known. */
    private static int rounds(Terminator.Branch branch, boolean goesOn, Value start, Value next, Known known) {
        var first = known.constant(start);
        var limit = known.constant(branch.right());
        var sum = known.definition(next, Op.Binary.class);
        if (first.isEmpty() || limit.isEmpty() || sum == null) return -1;
        var step = known.constant(sum.right());
        if (sum.operation() != BinaryOp.ADD || !sum.left().equals(branch.left()) || step.isEmpty()) return -1;
        var bits = branch.left().type().bits();
        var count = first.getAsLong();
        for (var rounds = 0; rounds <= MOST_ROUNDS; rounds++) {
            if (Arithmetic.holds(branch.condition(), bits, count, limit.getAsLong()) != goesOn) return rounds;
            count = Arithmetic.binary(BinaryOp.ADD, bits, count, step.getAsLong());
        }
        return -1;
    }
}
