package dev.skep.ir.build;

import dev.skep.ir.Block;
import dev.skep.ir.Target;
import dev.skep.ir.build.SsaDraft.DraftBlock;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Turns drafted blocks into final ones: what is unreachable is dropped, and parameters that were not needed after all. */
final class SsaFinisher {
    private SsaFinisher() {}

    static List<Block> blocks(List<DraftBlock> placed) {
        var reached = reach(placed.get(0));
        var blocks = placed.stream()
                .filter(reached::contains)
                .map(SsaFinisher::block)
                .toList();
        return TrivialParameters.remove(blocks);
    }

    private static Set<DraftBlock> reach(DraftBlock entry) {
        Set<DraftBlock> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<DraftBlock> work = new ArrayDeque<>(List.of(entry));
        reached.add(entry);
        while (!work.isEmpty()) {
            var block = work.pop();
            if (!block.placed) throw new IllegalStateException("block " + block.label + " is reached but never placed");
            if (block.terminator == null)
                throw new IllegalStateException("block " + block.label + " has no terminator");
            for (var edge : block.outgoing) if (reached.add(edge.to())) work.push(edge.to());
        }
        return reached;
    }

    private static Block block(DraftBlock draft) {
        var terminator = draft.terminator;
        if (terminator == null) throw new IllegalStateException("block " + draft.label + " has no terminator");
        var targets = draft.outgoing.stream()
                .map(edge -> new Target(edge.to().label, edge.arguments()))
                .toList();
        return new Block(draft.label, draft.parameters, draft.ops, terminator.apply(targets));
    }
}
