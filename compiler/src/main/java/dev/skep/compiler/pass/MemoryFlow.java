package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of memory where blocks begin, when they are looked at in reverse postorder. */
final class MemoryFlow {
    /** A loop of more blocks changes anything. */
    private static final int MOST_BLOCKS = 256;

    private final ControlFlow flow;
    private final Spots spots;
    private final Map<BlockLabel, MemoryFacts> atEnd = new HashMap<>();

    MemoryFlow(ControlFlow flow, Spots spots) {
        this.flow = flow;
        this.spots = spots;
    }

    /** Takes what is known at the end of a block. */
    void after(Block block, MemoryFacts facts) {
        atEnd.put(block.label(), facts);
    }

    /** Returns what is known on every way to the block; a way back changes what the loop changes. */
    MemoryFacts before(Block block) {
        MemoryFacts facts = null;
        List<BlockLabel> back = new ArrayList<>();
        for (var edge : flow.incoming(block.label())) {
            var there = atEnd.get(edge.from().label());
            if (there == null) back.add(edge.from().label());
            else if (facts == null) facts = there.copy();
            else facts.meet(there);
        }
        if (facts == null || facts.isEmpty()) return MemoryFacts.none(spots);
        return back.isEmpty() || forgetChanged(block.label(), back, facts) ? facts : MemoryFacts.none(spots);
    }

    /** Forgets what blocks on the way back to {@code head} change; returns false where they are too many to look at. */
    private boolean forgetChanged(BlockLabel head, List<BlockLabel> back, MemoryFacts facts) {
        Set<BlockLabel> seen = new HashSet<>(back);
        seen.add(head);
        List<BlockLabel> work = new ArrayList<>(seen);
        for (var next = 0; next < work.size(); next++) {
            var label = work.get(next);
            flow.block(label).ops().forEach(facts::forgetChanged);
            if (label.equals(head)) continue;
            for (var edge : flow.incoming(label))
                if (seen.add(edge.from().label())) work.add(edge.from().label());
            if (work.size() > MOST_BLOCKS) return false;
        }
        return true;
    }
}
