package dev.skep.compiler.machine.layout;

import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chains blocks: each is followed by one it leads to whose other predecessors all stand already, so that a join comes after its arms and the
 * last arm falls into it; where there is none, by the first block not yet placed.
 */
final class OrderBlocks {
    private final Map<BlockLabel, Fork> forks;
    private final Opposites opposites;
    private final List<BlockLabel> line;
    private final Map<BlockLabel, Integer> places = new HashMap<>();
    private final Map<BlockLabel, Integer> awaited = new HashMap<>();
    private final Set<BlockLabel> placed = new HashSet<>();

    /** Takes the blocks, all reached, in an order in which loops are contiguous. */
    OrderBlocks(Map<BlockLabel, Fork> forks, Opposites opposites) {
        this.opposites = opposites;
        this.forks = forks;
        this.line = List.copyOf(forks.keySet());
        for (var label : line) places.put(label, places.size());
    }

    /** Returns the blocks, {@code entry} first. */
    List<BlockLabel> order(BlockLabel entry) {
        for (var label : line) for (var to : ways(label)) if (isForward(label, to)) awaited.merge(to, 1, Integer::sum);
        var order = new ArrayList<BlockLabel>(line.size());
        var cursor = 0;
        for (BlockLabel next = entry; next != null; ) {
            order.add(next);
            placed.add(next);
            for (var to : ways(next)) if (isForward(next, to)) awaited.merge(to, -1, Integer::sum);
            next = follower(next);
            while (next == null && cursor < line.size()) {
                var label = line.get(cursor++);
                if (!placed.contains(label)) next = label;
            }
        }
        return order;
    }

    private @Nullable BlockLabel follower(BlockLabel label) {
        BlockLabel best = null;
        for (var to : ways(label)) {
            if (!mayFollow(to)) continue;
            if (best == null || place(to) < place(best)) best = to;
        }
        return best == null ? null : orOther(label, best);
    }

    private boolean mayFollow(BlockLabel label) {
        return !placed.contains(label) && awaited.getOrDefault(label, 0) == 0;
    }

    /** A test that has no opposite can fall into its second way only. */
    private BlockLabel orOther(BlockLabel label, BlockLabel best) {
        var comparison = fork(label).comparison();
        if (comparison == null || opposites.of(comparison).isPresent()) return best;
        var second = ways(label).get(1);
        return mayFollow(second) ? second : best;
    }

    private boolean isForward(BlockLabel from, BlockLabel to) {
        return place(from) < place(to);
    }

    private int place(BlockLabel label) {
        return places.getOrDefault(label, 0);
    }

    private List<BlockLabel> ways(BlockLabel label) {
        return fork(label).ways();
    }

    private Fork fork(BlockLabel label) {
        var fork = forks.get(label);
        if (fork == null) throw new IllegalStateException("there is no block " + label);
        return fork;
    }
}
