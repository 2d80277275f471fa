package dev.skep.compiler.machine.allocation;

import dev.skep.compiler.machine.model.MachineBlock;
import dev.skep.ir.BlockLabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which block leads to which, by number; two edges between the same blocks count twice. */
record Graph(Map<BlockLabel, Integer> places, int[][] outgoing, int[][] incoming) {
    static Graph of(List<MachineBlock> blocks) {
        Map<BlockLabel, Integer> places = new HashMap<>();
        for (var block : blocks) places.put(block.label(), places.size());
        var outgoing = new int[blocks.size()][];
        var counts = new int[blocks.size()];
        for (var i = 0; i < outgoing.length; i++) {
            var edges = blocks.get(i).terminator().edges();
            outgoing[i] =
                    edges.stream().mapToInt(e -> place(places, e.target())).toArray();
            for (var to : outgoing[i]) counts[to]++;
        }
        return new Graph(places, outgoing, turned(outgoing, counts));
    }

    private static int[][] turned(int[][] outgoing, int[] counts) {
        var incoming = new int[outgoing.length][];
        for (var i = 0; i < incoming.length; i++) incoming[i] = new int[counts[i]];
        for (var from = outgoing.length - 1; from >= 0; from--)
            for (var to : outgoing[from]) incoming[to][--counts[to]] = from;
        return incoming;
    }

    private static int place(Map<BlockLabel, Integer> places, BlockLabel label) {
        var place = places.get(label);
        if (place == null) throw new IllegalArgumentException("there is no block " + label);
        return place;
    }

    int place(BlockLabel label) {
        return place(places, label);
    }

    int size() {
        return outgoing.length;
    }

    int[] successors(int block) {
        return outgoing[block];
    }

    int[] predecessors(int block) {
        return incoming[block];
    }
}
