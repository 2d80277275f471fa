package dev.skep.btf;

import java.util.Arrays;

/**
 * What became of the types of a graph: the graph they are in now, and the id each of them has there. Some may be gone, and
 * several may have become one.
 */
public final class BtfMapping {
    /** Marks a type that is gone: no type becomes {@code void}. */
    private static final int GONE = 0;

    private final BtfGraph graph;
    private final int[] ids;

    /** A mapping to this graph; the type with id <i>n</i> now has the id {@code ids[n]}, 0 if it is gone. */
    BtfMapping(BtfGraph graph, int[] ids) {
        this.graph = graph;
        this.ids = ids;
    }

    /** The mapping of a graph to itself. */
    public static BtfMapping identity(BtfGraph graph) {
        var ids = new int[graph.size() + 1];
        Arrays.setAll(ids, id -> id);
        return new BtfMapping(graph, ids);
    }

    /** The graph in which the types are now. */
    public BtfGraph graph() {
        return graph;
    }

    /** Whether this type of the original graph is in the new one; {@code void} always is. */
    public boolean keeps(BtfId before) {
        return before.isVoid() || now(before) != GONE;
    }

    /**
     * The id that this type of the original graph has in the new one.
     *
     * @throws IllegalArgumentException if it is gone, or was not of the original graph
     */
    public BtfId of(BtfId before) {
        if (before.isVoid()) {
            return before;
        }
        int now = now(before);
        if (now == GONE) {
            throw new IllegalArgumentException("type " + before + " was left out");
        }
        return new BtfId(now);
    }

    /** This mapping, then another one of the graph it leads to. */
    public BtfMapping then(BtfMapping next) {
        var both = new int[ids.length];
        for (int id = 1; id < ids.length; id++) {
            both[id] = ids[id] == GONE ? GONE : next.now(new BtfId(ids[id]));
        }
        return new BtfMapping(next.graph, both);
    }

    private int now(BtfId before) {
        if (before.value() >= ids.length) {
            throw new IllegalArgumentException("there is no type " + before + " among " + (ids.length - 1));
        }
        return ids[before.value()];
    }
}
