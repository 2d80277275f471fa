package dev.skep.compiler.machine.layout;

import dev.skep.compiler.machine.allocation.AllocatedStep;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Does once what several blocks do last: blocks that go the same way, or leave, after the same moves share these. Only moves, for no
 * instruction may reach memory of one kind here and of another there. In loops only whole blocks are shared, for a part would cost a jump
 * each time round.
 */
final class MergeTails {
    static final String NAME = "merge-tails";

    /** What is merged makes more blocks alike; after so many rounds the rest stays. */
    private static final int ROUNDS = 8;

    private Map<BlockLabel, Fork> forks;
    private final BlockLabel entry;
    private final Set<BlockLabel> looping;
    private final Map<BlockLabel, Integer> places = new HashMap<>();
    private int labels;
    private boolean changed;

    private MergeTails(Map<BlockLabel, Fork> forks) {
        this.forks = new LinkedHashMap<>(forks);
        entry = forks.keySet().iterator().next();
        looping = LoopBlocks.of(forks);
        labels = forks.keySet().stream().mapToInt(BlockLabel::id).max().orElse(0) + 1;
    }

    /** What blocks have in common at least: where they go, and their last move. */
    private record End(List<BlockLabel> ways, AllocatedStep last) {}

    /** Returns the blocks, in their order, with shared tails behind them. */
    static Map<BlockLabel, Fork> merged(Map<BlockLabel, Fork> forks) {
        var run = new MergeTails(forks);
        for (var round = 0; round < ROUNDS; round++) {
            run.changed = false;
            run.round();
            if (!run.changed) break;
        }
        return run.forks;
    }

    private void round() {
        Map<End, List<Fork>> alike = new LinkedHashMap<>();
        for (var fork : forks.values()) {
            if (fork.comparison() != null
                    || fork.ways().size() > 1
                    || fork.steps().isEmpty()) continue;
            var last = fork.steps().get(fork.steps().size() - 1);
            if (isMove(last))
                alike.computeIfAbsent(new End(fork.ways(), last), e -> new ArrayList<>())
                        .add(fork);
        }
        Map<BlockLabel, Fork> tails = new LinkedHashMap<>();
        places.clear();
        for (var label : forks.keySet()) places.put(label, places.size());
        for (var group : alike.values()) if (group.size() > 1) share(group, tails);
        if (!changed) return;
        insert(tails);
        Fork.bypassPassages(forks, entry);
    }

    /** Puts each tail behind the last block that it is shared by, so that the order still tells loops. */
    private void insert(Map<BlockLabel, Fork> tails) {
        tails.values().forEach(tail -> forks.remove(tail.label()));
        Map<BlockLabel, Fork> all = new LinkedHashMap<>();
        forks.forEach((label, fork) -> {
            all.put(label, fork);
            var tail = tails.get(label);
            if (tail != null) all.put(tail.label(), tail);
        });
        forks = all;
    }

    private void share(List<Fork> group, Map<BlockLabel, Fork> tails) {
        var length = commonLength(group);
        var taking = new ArrayList<>(group);
        taking.removeIf(fork -> looping.contains(fork.label()) && fork.steps().size() > length);
        if (taking.size() < 2) return;
        var tail = taking.stream()
                .filter(fork -> fork.steps().size() == length && !fork.label().equals(entry))
                .findFirst()
                .orElseGet(() -> tail(taking.get(0), length));
        var last = taking.get(taking.size() - 1).label();
        if (!last.equals(tail.label()) && !staysInFront(tail, last)) tails.put(last, tail);
        for (var fork : taking) {
            if (fork.label().equals(tail.label())) continue;
            var own = fork.steps().subList(0, fork.steps().size() - length);
            forks.put(fork.label(), new Fork(fork.label(), own, null, List.of(tail.label()), fork.line()));
        }
        changed = true;
    }

    /** What leads into a loop from in front of it stays there. */
    private boolean staysInFront(Fork tail, BlockLabel last) {
        return forks.containsKey(tail.label()) && tail.ways().stream().anyMatch(to -> place(to) <= place(last));
    }

    private int place(BlockLabel label) {
        return places.getOrDefault(label, 0);
    }

    private Fork tail(Fork model, int length) {
        var steps = model.steps()
                .subList(model.steps().size() - length, model.steps().size());
        return new Fork(new BlockLabel(labels++, "tail"), steps, null, model.ways(), model.line());
    }

    private static int commonLength(List<Fork> group) {
        var first = group.get(0).steps();
        for (var length = 1; ; length++) {
            if (length == first.size()) return length;
            var step = first.get(first.size() - 1 - length);
            if (!isMove(step)) return length;
            for (var fork : group) {
                var at = fork.steps().size() - 1 - length;
                if (at < 0 || !fork.steps().get(at).equals(step)) return length;
            }
        }
    }

    private static boolean isMove(AllocatedStep step) {
        return step instanceof AllocatedStep.Move;
    }
}
