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
 * <p>A jump of at most the spacing crosses at most one island, and so does each hop: all of them reach when the spacing
 * and the largest island together do. A wide spacing means few hops, a narrow one leaves more room for relays, so the
 * wide ones are tried first.
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
     * For each instruction, the islands with a relay to it: from {@code low}, up to but without {@code high}. Relays on the
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
            int largest = Arrays.stream(islands.populations()).max().orElse(0);
            if (spacing + largest + SLACK <= Short.MAX_VALUE) {
                return Optional.of(islands.place());
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

    private boolean isFar(int jump) {
        return flow.isShortForm(jump) && Math.abs((long) flow.distance(jump)) > spacing;
    }

    private int[] populations() {
        int[] populations = new int[islands.length];
        for (int to = 0; to < flow.count(); to++) {
            for (int island = low[to]; island < high[to]; island++) {
                populations[island]++;
            }
        }
        return populations;
    }

    private Layout place() {
        int[] populations = populations();
        int[] shores = new int[islands.length];
        int[] positions = new int[flow.count() + 1];
        var relays = new Ints();
        var hops = new Ints();
        int inserted = 0;
        for (int i = 0, island = 0; i < flow.count(); i++) {
            int at = flow.starts()[i] + inserted;
            if (island < islands.length && islands[island] == i) {
                int size = populations[island];
                if (size > 0 && flow.instructions()[i - 1].fallsThrough()) {
                    relays.add(at++);
                    hops.add(at + size);
                    inserted++;
                }
                shores[island++] = at;
                at += size;
                inserted += size;
            }
            positions[i] = at;
        }
        positions[flow.count()] = flow.slots() + inserted;
        return connect(positions, shores, relays, hops);
    }

    private Layout connect(int[] positions, int[] shores, Ints relays, Ints hops) {
        int[] free = shores.clone();
        int[] first = new int[flow.count()];
        var slots = new Ints();
        for (int to = 0; to < flow.count(); to++) {
            first[to] = slots.size();
            for (int island = low[to]; island < high[to]; island++) {
                slots.add(free[island]++);
            }
            for (int island = low[to]; island < high[to]; island++) {
                int own = first[to] + island - low[to];
                relays.add(slots.get(own));
                hops.add(nextHop(to, island, positions, slots, own));
            }
        }
        return new Layout(positions, forms(), jumpHops(positions, first, slots), relays.toArray(), hops.toArray());
    }

    private int nextHop(int to, int island, int[] positions, Ints slots, int own) {
        if (island < passed[to]) {
            return island + 1 == passed[to] ? positions[to] : slots.get(own + 1);
        }
        return island == passed[to] ? positions[to] : slots.get(own - 1);
    }

    private JumpForm[] forms() {
        JumpForm[] forms = new JumpForm[flow.jumps().length];
        Arrays.fill(forms, JumpForm.DIRECT);
        return forms;
    }

    private int[] jumpHops(int[] positions, int[] first, Ints slots) {
        int[] result = new int[flow.jumps().length];
        for (int jump = 0; jump < result.length; jump++) {
            int to = flow.destinations()[jump];
            int from = passed[flow.jumps()[jump]];
            if (!isFar(jump)) {
                result[jump] = positions[to];
            } else {
                int nearest = from < passed[to] ? from : from - 1;
                result[jump] = slots.get(first[to] + nearest - low[to]);
            }
        }
        return result;
    }
}
