package dev.skep.btf;

import java.util.Arrays;

/**
 * Makes structurally equal types one, whether or not they contain themselves. Two types are equal if their records are and so,
 * pair by pair, are the types they refer to; nothing that can be found by following references tells them apart.
 *
 * <p>A declaration ({@code FWD}, or an enumeration without values) is the definition of its name where all definitions of that
 * name are equal; with none, or with several that differ, it stays. Each {@code VAR} and {@code DATASEC} is a thing of its own.
 * The first of equal types keeps its place in the order.
 */
public final class BtfDedup {
    private BtfDedup() {}

    /** The graph with each structure once, and what became of each type. */
    public static BtfMapping of(BtfGraph graph) {
        var equal = Equality.of(graph);
        var first = new int[graph.size()];
        Arrays.fill(first, graph.size());
        for (int type = graph.size() - 1; type >= 0; type--) {
            if (!equal.isDefinedElsewhere(type)) {
                first[equal.classOf(type)] = type;
            }
        }
        var ids = new int[graph.size() + 1];
        int size = 0;
        for (int type = 0; type < graph.size(); type++) {
            if (first[equal.classOf(type)] == type) {
                ids[type + 1] = ++size;
            }
        }
        var types = new BtfType[size];
        var renumbering = new Renumbering(id -> new BtfId(ids[first[equal.classOf(id.value() - 1)] + 1]));
        for (int type = 0; type < graph.size(); type++) {
            if (first[equal.classOf(type)] == type) {
                types[ids[type + 1] - 1] = graph.types().get(type).accept(renumbering);
            }
        }
        for (int type = 0; type < graph.size(); type++) {
            ids[type + 1] = ids[first[equal.classOf(type)] + 1];
        }
        return new BtfMapping(BtfGraph.derived(Arrays.asList(types)), ids);
    }
}
