package dev.skep.btf;

import dev.skep.btf.BtfType.DeclTag;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Some types of a graph and all that they need: what they refer to, and the declaration tags on all of these. */
public final class BtfClosure {
    private BtfClosure() {}

    /**
     * The graph of these types and what they need, in the order of the original.
     *
     * @throws IllegalArgumentException if one is not of this graph
     */
    public static BtfMapping of(BtfGraph graph, Collection<BtfId> roots) {
        var needed = needed(graph, Records.of(graph).references(), roots);
        var ids = new int[graph.size() + 1];
        int size = 0;
        for (int type = needed.nextSetBit(0); type >= 0; type = needed.nextSetBit(type + 1)) {
            ids[type + 1] = ++size;
        }
        var renumbering = new Renumbering(id -> new BtfId(ids[id.value()]));
        List<BtfType> types = new ArrayList<>(size);
        for (int type = needed.nextSetBit(0); type >= 0; type = needed.nextSetBit(type + 1)) {
            types.add(graph.types().get(type).accept(renumbering));
        }
        return new BtfMapping(BtfGraph.derived(types), ids);
    }

    /** These types and what they need, counted from 0. */
    static BitSet needed(BtfGraph graph, References references, Collection<BtfId> roots) {
        var needed = new BitSet(graph.size());
        var open = new int[graph.size()];
        int count = 0;
        for (BtfId root : roots) {
            if (!graph.contains(root)) {
                throw new IllegalArgumentException("there is no type " + root + " among " + graph.size());
            }
            if (!root.isVoid() && !needed.get(root.value() - 1)) {
                needed.set(root.value() - 1);
                open[count++] = root.value() - 1;
            }
        }
        while (count > 0) {
            int type = open[--count];
            for (int reference = references.start(type); reference < references.end(type); reference++) {
                int target = references.target(reference);
                if (target != References.VOID && !needed.get(target)) {
                    needed.set(target);
                    open[count++] = target;
                }
            }
        }
        addTags(graph, needed);
        return needed;
    }

    /** A tag refers to nothing but what it is on, so one round finds all. */
    private static void addTags(BtfGraph graph, BitSet needed) {
        int type = 0;
        for (BtfType any : graph.types()) {
            if (any instanceof DeclTag tag
                    && !tag.target().isVoid()
                    && needed.get(tag.target().value() - 1)) {
                needed.set(type);
            }
            type++;
        }
    }
}
