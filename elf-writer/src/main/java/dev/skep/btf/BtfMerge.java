package dev.skep.btf;

import java.util.ArrayList;
import java.util.List;

/**
 * One graph that has the types of several.
 *
 * @param graph the types of all
 * @param parts for each of the original graphs, where its types are
 */
public record BtfMerge(BtfGraph graph, List<BtfMapping> parts) {
    public BtfMerge {
        parts = List.copyOf(parts);
    }

    /** The types of these graphs, each structure once ({@link BtfDedup}). */
    public static BtfMerge of(List<BtfGraph> graphs) {
        return concatenate(graphs).then(BtfDedup::of);
    }

    /** The types of these graphs as they are, graph after graph. */
    public static BtfMerge concatenate(List<BtfGraph> graphs) {
        List<BtfType> all = new ArrayList<>();
        List<int[]> numbers = new ArrayList<>();
        for (BtfGraph graph : graphs) {
            int before = all.size();
            var ids = new int[graph.size() + 1];
            var renumbering = new Renumbering(id -> new BtfId(id.value() + before));
            for (int id = 1; id < ids.length; id++) {
                var type = graph.types().get(id - 1);
                all.add(before == 0 ? type : type.accept(renumbering));
                ids[id] = all.size();
            }
            numbers.add(ids);
        }
        var graph = BtfGraph.derived(all);
        return new BtfMerge(
                graph, numbers.stream().map(ids -> new BtfMapping(graph, ids)).toList());
    }

    /** This, after a change of the merged graph; the parts follow it. */
    public BtfMerge then(Change change) {
        var changed = change.of(graph);
        return new BtfMerge(
                changed.graph(), parts.stream().map(part -> part.then(changed)).toList());
    }

    /** A change of a graph that tells what becomes of each type: {@code BtfDedup::of}, say. */
    @FunctionalInterface
    public interface Change {
        /** The changed graph, and the ids in it. */
        BtfMapping of(BtfGraph graph);
    }
}
