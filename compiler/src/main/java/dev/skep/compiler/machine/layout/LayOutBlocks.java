package dev.skep.compiler.machine.layout;

import dev.skep.asm.Comparison;
import dev.skep.compiler.Options;
import dev.skep.compiler.machine.allocation.AllocatedFunction;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the blocks in order and decides who falls into whom. Blocks that only lead on are bypassed, those that nothing leads to any more are
 * gone, for the verifier refuses them; a jump to a bare exit is an exit.
 */
final class LayOutBlocks {
    private Map<BlockLabel, Fork> forks = new LinkedHashMap<>();
    private final Opposites opposites;

    private LayOutBlocks(AllocatedFunction function, Opposites opposites) {
        this.opposites = opposites;
        for (var block : function.blocks()) forks.put(block.label(), Fork.of(block));
        Fork.bypassPassages(forks, function.blocks().get(0).label());
    }

    /** Returns the blocks in their places, the entry first. */
    static List<PlacedBlock> of(AllocatedFunction function, Options options) {
        var layout = new LayOutBlocks(function, new Opposites(options.isa()));
        if (options.runs(MergeTails.NAME)) layout.forks = MergeTails.merged(layout.forks);
        if (options.runs(ChooseEarly.NAME)) layout.forks = ChooseEarly.chosen(layout.forks);
        if (options.runs(ShareExits.NAME)) layout.forks = ShareExits.shared(layout.forks);
        var order = new OrderBlocks(layout.forks, layout.opposites)
                .order(function.blocks().get(0).label());
        return layout.withoutUnused(layout.place(order));
    }

    private List<PlacedBlock> place(List<BlockLabel> order) {
        var placed = new ArrayList<PlacedBlock>(order.size());
        for (var i = 0; i < order.size(); i++)
            placed.add(place(fork(order.get(i)), i + 1 < order.size() ? order.get(i + 1) : null));
        return placed;
    }

    private PlacedBlock place(Fork fork, @Nullable BlockLabel next) {
        var comparison = fork.comparison();
        if (fork.ways().isEmpty()) return placed(fork, null, null, null, true);
        var first = fork.ways().get(0);
        if (comparison == null) {
            var falls = first.equals(next);
            var leaves = !falls && fork(first).isExit();
            return placed(fork, null, null, falls || leaves ? null : first, leaves);
        }
        var second = fork.ways().get(1);
        if (second.equals(next)) return placed(fork, comparison, first, null, false);
        var negated = opposites.of(comparison);
        if (first.equals(next) && negated.isPresent()) return placed(fork, negated.get(), second, null, false);
        return placed(fork, comparison, first, second, false);
    }

    private static PlacedBlock placed(
            Fork fork,
            @Nullable Comparison comparison,
            @Nullable BlockLabel branch,
            @Nullable BlockLabel jump,
            boolean leaves) {
        return new PlacedBlock(fork.label(), fork.steps(), comparison, branch, jump, leaves, fork.line());
    }

    /** Drops the exits that every jump to became a copy of. */
    private List<PlacedBlock> withoutUnused(List<PlacedBlock> placed) {
        Map<BlockLabel, Integer> jumps = new HashMap<>();
        for (var block : placed) {
            if (block.branch() != null) jumps.merge(block.branch(), 1, Integer::sum);
            if (block.jump() != null) jumps.merge(block.jump(), 1, Integer::sum);
        }
        var kept = new ArrayList<PlacedBlock>(placed.size());
        var reached = true;
        for (var block : placed) {
            if (reached || jumps.containsKey(block.label())) kept.add(block);
            reached = block.jump() == null && !block.leaves();
        }
        return kept;
    }

    private Fork fork(BlockLabel label) {
        var fork = forks.get(label);
        if (fork == null) throw new IllegalStateException("there is no block " + label);
        return fork;
    }
}
