package dev.skep.btf;

import dev.skep.btf.BtfType.DeclTag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Some types of a graph and all that they need: what they refer to, and the declaration tags on all of these. */
public final class BtfClosure {
    private final BtfGraph graph;
    private final BitSet needed = new BitSet();
    private final Deque<BtfId> open = new ArrayDeque<>();

    private BtfClosure(BtfGraph graph) {
        this.graph = graph;
    }

    /**
     * The graph of these types and what they need, in the order of the original.
     *
     * @throws IllegalArgumentException if one is not of this graph
     */
    public static BtfMapping of(BtfGraph graph, Collection<BtfId> roots) {
        var closure = new BtfClosure(graph);
        roots.forEach(closure::need);
        closure.follow();
        closure.needTags();
        return closure.mapping();
    }

    private void need(BtfId id) {
        if (id.isVoid() || needed.get(id.value())) {
            return;
        }
        if (!graph.contains(id)) {
            throw new IllegalArgumentException("there is no type " + id + " among " + graph.size());
        }
        needed.set(id.value());
        open.push(id);
    }

    private void follow() {
        while (!open.isEmpty()) {
            graph.type(open.pop()).references().forEach(this::need);
        }
    }

    /** A tag refers to nothing but what it is on, so one round finds all. */
    private void needTags() {
        int id = 0;
        for (BtfType type : graph.types()) {
            id++;
            if (type instanceof DeclTag tag && needed.get(tag.target().value())) {
                needed.set(id);
            }
        }
    }

    private BtfMapping mapping() {
        var ids = new int[graph.size() + 1];
        int size = 0;
        for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
            ids[id] = ++size;
        }
        var renumbering = new Renumbering(id -> new BtfId(ids[id.value()]));
        List<BtfType> types = new ArrayList<>(size);
        for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
            types.add(graph.types().get(id - 1).accept(renumbering));
        }
        return new BtfMapping(BtfGraph.derived(types), ids);
    }
}
