package dev.skep.btf;

/**
 * Bounds the printing of C: types that no compiler made can stand for endless text, as what has no name is printed again
 * wherever it is used.
 */
final class CEffort {
    private static final int STEPS_PER_TYPE = 100;
    private static final int LEAST_STEPS = 1_000_000;

    private final BtfGraph graph;
    private long steps;
    private int depth;

    CEffort(BtfGraph graph) {
        this.graph = graph;
        steps = LEAST_STEPS + (long) STEPS_PER_TYPE * graph.size();
    }

    /** Goes one type deeper. */
    void enter(BtfId id) {
        if (++depth > BtfLayout.MAX_DEPTH) {
            throw new IllegalArgumentException(graph.describe(id) + " cannot be written in C: it lies more than "
                    + BtfLayout.MAX_DEPTH + " types deep in another");
        }
        if (--steps < 0) {
            throw new IllegalArgumentException(
                    graph.describe(id) + " cannot be written in C: what has no name is used too often");
        }
    }

    /** Leaves the type that was entered last. */
    void leave() {
        depth--;
    }
}
