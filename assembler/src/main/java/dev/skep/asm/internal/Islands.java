package dev.skep.asm.internal;

import java.util.Arrays;
import java.util.Optional;

/**
 * Long jumps where the target has no {@code gotol}: islands of relays.
 *
 * <p>An island stands before the first instruction at or after each multiple of a spacing. It holds one {@code ja}, a
 * relay, for each destination that far jumps cross it for, and, where the code before it would run into it, a {@code ja}
 * over it. A far jump goes to the relay on the next island on its way, that one to the relay on the island after it, the
 * last one to the destination.
 *
 * <p>A jump that spans at most the spacing crosses at most one island. A hop from one island to the next crosses the rest
 * of the one and the beginning of the other; {@link Relays} orders them so that both together are no more than one island.
 * So everything reaches when the spacing and the largest island together do. A wide spacing means few hops, a narrow one
 * leaves more room for relays, so the wide ones are tried first.
 */
final class Islands {
    private static final int[] SPACINGS = {32000, 28000, 20000, 12000, 6000};

    /** What a hop may need beyond spacing and island: the jump over the island, an lddw across the multiple. */
    private static final int SLACK = 4;

    private final Flow flow;
    private final int spacing;

    /** Index of the instruction that each island stands before. */
    private final int[] islands;

    /** How many islands stand before each instruction. */
    private final int[] passed;

    /**
     * For each instruction, the islands with a relay to it: from {@code low} up to, but without, {@code high}. Relays on the
     * islands before the instruction lead forward, those after it backward.
     */
    private final int[] low;

    private final int[] high;

    private Islands(Flow flow, int spacing) {
        this.flow = flow;
        this.spacing = spacing;
        this.passed = new int[flow.count()];
        this.islands = found();
        this.low = passed.clone();
        this.high = passed.clone();
        for (int jump = 0; jump < flow.jumps().length; jump++) {
            if (isFar(jump)) {
                int from = passed[flow.jumps()[jump]];
                int to = flow.destinations()[jump];
                low[to] = Math.min(low[to], from);
                high[to] = Math.max(high[to], from);
            }
        }
    }

    /** Returns the layout; empty when more destinations are jumped to across one place than an island can hold. */
    static Optional<Layout> layout(Flow flow) {
        for (int spacing : SPACINGS) {
            var islands = new Islands(flow, spacing);
            int[] populations = islands.populations();
            if (spacing + Arrays.stream(populations).max().orElse(0) + SLACK <= Short.MAX_VALUE) {
                return Optional.of(new Relays(islands, populations).layout());
            }
        }
        return Optional.empty();
    }

    private int[] found() {
        var before = new Ints();
        long next = spacing;
        for (int i = 0; i < flow.count(); i++) {
            if (flow.starts()[i] >= next) {
                before.add(i);
                next += spacing;
            }
            passed[i] = before.size();
        }
        return before.toArray();
    }

    Flow flow() {
        return flow;
    }

    /** The island that stands before this instruction, if one does, is this one. */
    boolean standsBefore(int island, int instruction) {
        return island < islands.length && islands[island] == instruction;
    }

    /** How many islands stand before this instruction. */
    int passed(int instruction) {
        return passed[instruction];
    }

    /** The first island with a relay to this instruction. */
    int low(int to) {
        return low[to];
    }

    /** The island after the last one with a relay to this instruction. */
    int high(int to) {
        return high[to];
    }

    /** Whether this jump goes by relays. */
    boolean isFar(int jump) {
        return flow.isShortForm(jump) && flow.span(jump) > spacing;
    }

    /** How many relays each island holds. */
    private int[] populations() {
        int[] populations = new int[islands.length];
        for (int to = 0; to < flow.count(); to++) {
            for (int island = low[to]; island < high[to]; island++) {
                populations[island]++;
            }
        }
        return populations;
    }
}
