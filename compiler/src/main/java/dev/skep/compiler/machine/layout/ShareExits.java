package dev.skep.compiler.machine.layout;

import dev.skep.asm.Comparison;
import dev.skep.asm.Condition;
import dev.skep.asm.Register;
import dev.skep.asm.Width;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the function leave at one place: a block that only returns a constant goes where r0 can have the constant before the branches that
 * lead there, or has it by what they ask ({@code if r0 == 0 goto} a block that returns 0); they then lead to the exit. Not in loops, where
 * the constant would be set each time round.
 */
final class ShareExits {
    static final String NAME = "share-exits";

    /** So many blocks around a branch are looked at. */
    private static final int MOST_BLOCKS = 64;

    private final Map<BlockLabel, Fork> forks;
    private final Map<BlockLabel, Set<BlockLabel>> sources = new HashMap<>();
    private final Set<BlockLabel> liveIn = new HashSet<>();
    private final Set<BlockLabel> occupied = new HashSet<>();
    private final Set<BlockLabel> looping;
    private final BlockLabel exit;

    private ShareExits(Map<BlockLabel, Fork> forks) {
        this.forks = new LinkedHashMap<>(forks);
        exit = new BlockLabel(
                forks.keySet().stream().mapToInt(BlockLabel::id).max().orElse(0) + 1, "exit");
        forks.forEach((label, fork) -> fork.ways()
                .forEach(to -> sources.computeIfAbsent(to, l -> new HashSet<>()).add(label)));
        looping = LoopBlocks.of(forks);
        findLive();
    }

    /** Returns the blocks, in their order, with as few places to leave at as this can make of them. */
    static Map<BlockLabel, Fork> shared(Map<BlockLabel, Fork> forks) {
        var returning = forks.values().stream()
                .filter(fork -> fork.ways().isEmpty())
                .map(Fork::label)
                .toList();
        if (returning.size() < 2) return forks;
        var run = new ShareExits(forks);
        var left = returning.size();
        for (var label : returning) if (left > 1 && run.dissolves(label)) left--;
        return left == returning.size() ? forks : run.withExit();
    }

    /** Where r0 is read before it is written. */
    private void findLive() {
        List<BlockLabel> work = new ArrayList<>();
        for (var fork : forks.values()) if (readsFirst(fork)) work.add(fork.label());
        liveIn.addAll(work);
        for (var next = 0; next < work.size(); next++)
            for (var from : sources(work.get(next))) if (!writes(fork(from)) && liveIn.add(from)) work.add(from);
    }

    private static boolean readsFirst(Fork fork) {
        for (var step : fork.steps()) {
            if (ReturnRegister.isRead(step)) return true;
            if (ReturnRegister.isWritten(step)) return false;
        }
        return fork.ways().isEmpty() || (fork.comparison() != null && ReturnRegister.isRead(fork.comparison()));
    }

    private static boolean writes(Fork fork) {
        return fork.steps().stream().anyMatch(ReturnRegister::isWritten);
    }

    /** Makes all branches to a block lead to the exit, if r0 can be what the block returns. */
    private boolean dissolves(BlockLabel label) {
        var value = ReturnRegister.returned(fork(label));
        if (value.isEmpty()) return false;
        Set<BlockLabel> asking = new HashSet<>(sources(label));
        if (asking.isEmpty()) return false;
        for (var from : asking) if (fork(from).ways().size() < 2) return false;
        Set<BlockLabel> unknown = new HashSet<>(asking);
        unknown.removeIf(from -> isKnown(fork(from), label, value.getAsLong()));
        if (!unknown.isEmpty() && !isSetBefore(unknown, label, value.getAsLong())) return false;
        for (var from : asking) {
            forks.computeIfPresent(from, (l, fork) -> fork.lead(to -> to.equals(label) ? exit : to));
            sources.computeIfAbsent(exit, l -> new HashSet<>()).add(from);
        }
        liveIn.add(exit);
        forks.remove(label);
        return true;
    }

    /** Returns whether r0 is the value when control goes to {@code way}. */
    private static boolean isKnown(Fork fork, BlockLabel way, long value) {
        if (!(fork.comparison() instanceof Comparison.WithImmediate asked)) return false;
        var index = fork.ways().indexOf(way);
        return asked.left() == Register.R0
                && asked.width() == Width.DW
                && asked.right() == value
                && asked.condition() == (index == 0 ? Condition.EQ : Condition.NE);
    }

    /** Sets r0 before the first of the branches, when nothing wants it from there to the last. */
    private boolean isSetBefore(Set<BlockLabel> branches, BlockLabel label, long value) {
        var first = first(branches);
        var fork = fork(first);
        if (occupied.contains(first) || looping.contains(first)) return false;
        if (fork.comparison() == null || ReturnRegister.isRead(fork.comparison())) return false;
        var between = between(first, branches);
        if (between == null) return false;
        for (var at : between) if (occupied.contains(at) || touches(fork(at))) return false;
        if (isLiveBeside(first, between, label)) return false;
        for (var at : between) if (isLiveBeside(at, between, label)) return false;
        var steps = new ArrayList<>(fork.steps());
        steps.add(ReturnRegister.set(value));
        forks.put(first, new Fork(first, steps, fork.comparison(), fork.ways(), fork.line()));
        occupied.add(first);
        occupied.addAll(between);
        liveIn.addAll(between);
        return true;
    }

    private BlockLabel first(Set<BlockLabel> branches) {
        for (var label : forks.keySet()) if (branches.contains(label)) return label;
        throw new IllegalStateException("no block leads to " + branches);
    }

    /** Returns the blocks on the ways from {@code first} to the other branches; null when there are other ways to them. */
    private @Nullable Set<BlockLabel> between(BlockLabel first, Set<BlockLabel> branches) {
        Set<BlockLabel> between = new HashSet<>(branches);
        between.remove(first);
        List<BlockLabel> work = new ArrayList<>(between);
        for (var next = 0; next < work.size(); next++) {
            if (sources(work.get(next)).isEmpty() || work.size() > MOST_BLOCKS) return null;
            for (var from : sources(work.get(next))) if (!from.equals(first) && between.add(from)) work.add(from);
        }
        return between;
    }

    private static boolean touches(Fork fork) {
        return readsFirst(fork) || writes(fork);
    }

    private boolean isLiveBeside(BlockLabel at, Set<BlockLabel> between, BlockLabel label) {
        return fork(at).ways().stream()
                .anyMatch(to -> !to.equals(label) && !between.contains(to) && liveIn.contains(to));
    }

    private Map<BlockLabel, Fork> withExit() {
        var line = forks.values().iterator().next().line();
        for (var fork : List.copyOf(forks.values())) {
            if (!fork.ways().isEmpty()) continue;
            forks.put(fork.label(), new Fork(fork.label(), fork.steps(), null, List.of(exit), fork.line()));
            line = fork.line();
        }
        forks.put(exit, new Fork(exit, List.of(), null, List.of(), line));
        return forks;
    }

    private Set<BlockLabel> sources(BlockLabel label) {
        return sources.getOrDefault(label, Set.of());
    }

    private Fork fork(BlockLabel label) {
        var fork = forks.get(label);
        if (fork == null) throw new IllegalStateException("there is no block " + label);
        return fork;
    }
}
