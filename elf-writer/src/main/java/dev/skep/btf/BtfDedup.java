package dev.skep.btf;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;

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
        var records = Records.of(graph);
        var all = new BitSet(graph.size());
        all.set(0, graph.size());
        return of(graph, Equality.of(graph, records, records.references(), all), all);
    }

    /**
     * These types and what they need ({@link BtfClosure}), each structure once, and what became of each type.
     *
     * @throws IllegalArgumentException if one is not of this graph
     */
    public static BtfMapping of(BtfGraph graph, Collection<BtfId> roots) {
        var records = Records.of(graph);
        var references = records.references();
        var needed = BtfClosure.needed(graph, references, roots);
        return of(graph, Equality.of(graph, records, references, needed), needed);
    }

    /** The types that are kept, each structure once; types are counted from 0, ids from 1. */
    private static BtfMapping of(BtfGraph graph, Equality equal, BitSet kept) {
        var first = new int[graph.size()];
        Arrays.fill(first, graph.size());
        for (int type = kept.length() - 1; type >= 0; type = kept.previousSetBit(type - 1)) {
            if (!equal.isDefinedElsewhere(type)) {
                first[equal.classOf(type)] = type;
            }
        }
        var ids = new int[graph.size() + 1];
        var firsts = new int[kept.cardinality()];
        int size = 0;
        for (int type = kept.nextSetBit(0); type >= 0; type = kept.nextSetBit(type + 1)) {
            if (first[equal.classOf(type)] == type) {
                firsts[size++] = type;
                ids[type + 1] = size;
            }
        }
        for (int type = kept.nextSetBit(0); type >= 0; type = kept.nextSetBit(type + 1)) {
            ids[type + 1] = ids[first[equal.classOf(type)] + 1];
        }
        return new BtfMapping(renumbered(graph, Arrays.copyOf(firsts, size), ids), ids);
    }

    /** These types with the new ids of those they refer to. */
    private static BtfGraph renumbered(BtfGraph graph, int[] firsts, int[] ids) {
        var now = new BtfId[firsts.length + 1];
        Arrays.setAll(now, BtfId::new);
        var renumbering = new Renumbering(id -> now[ids[id.value()]]);
        var types = new BtfType[firsts.length];
        Arrays.setAll(types, number -> graph.types().get(firsts[number]).accept(renumbering));
        return BtfGraph.derived(Arrays.asList(types));
    }
}
