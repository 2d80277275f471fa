package dev.skep.compiler.machine.layout;

import dev.skep.ir.BlockLabel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which blocks are in loops, as far as their order tells. */
final class LoopBlocks {
    private LoopBlocks() {}

    /** Returns the blocks from where an edge leads back to, to where it comes from: loops are contiguous. */
    static Set<BlockLabel> of(Map<BlockLabel, Fork> forks) {
        var line = List.copyOf(forks.values());
        Map<BlockLabel, Integer> places = new HashMap<>();
        for (var fork : line) places.put(fork.label(), places.size());
        var depth = new int[line.size() + 1];
        for (var from = 0; from < line.size(); from++)
            for (var to : line.get(from).ways()) {
                int head = places.getOrDefault(to, line.size());
                if (head > from) continue;
                depth[head]++;
                depth[from + 1]--;
            }
        Set<BlockLabel> looping = new HashSet<>();
        for (int place = 0, around = 0; place < line.size(); place++) {
            around += depth[place];
            if (around > 0) looping.add(line.get(place).label());
        }
        return looping;
    }
}
