package dev.skep.asm.internal;

/**
 * Gives every instruction and every relay of an archipelago its slot.
 *
 * <p>Relays stand in the order of their destinations, so on an island those that lead back come first. That keeps hops
 * short. From the relay to X on one island a hop forward crosses the relays after it, all to destinations behind X, and on
 * the next island those before the relay to X. The former go on to the next island too and stand behind X there: both
 * together are no more than that island holds. A hop back is the same, mirrored.
 */
final class Relays {
    private final Islands islands;
    private final Flow flow;
    private final int[] positions;

    /** The first slot on each island that no relay has yet. */
    private final int[] free;

    /** For each instruction, where its relays start in {@link #slots}; after the last one, how many there are. */
    private final int[] first;

    /** Slots of the relays, those to one destination together, in order of their islands. */
    private final int[] slots;

    /** Slots of the jumps nobody wrote, over islands and on them, and where each goes. */
    private final Ints jumps = new Ints();

    private final Ints hops = new Ints();

    Relays(Islands islands, int[] populations) {
        this.islands = islands;
        this.flow = islands.flow();
        this.positions = new int[flow.count() + 1];
        this.free = new int[populations.length];
        this.first = new int[flow.count() + 1];
        placeCode(populations);
        for (int to = 0; to < flow.count(); to++) {
            first[to + 1] = first[to] + islands.high(to) - islands.low(to);
        }
        this.slots = new int[first[flow.count()]];
        placeRelays();
    }

    private void placeCode(int[] populations) {
        int inserted = 0;
        int island = 0;
        for (int i = 0; i < flow.count(); i++) {
            if (islands.standsBefore(island, i)) {
                int size = populations[island];
                if (size > 0 && flow.instructions()[i - 1].fallsThrough()) {
                    int bridge = flow.starts()[i] + inserted++;
                    jumps.add(bridge);
                    hops.add(bridge + 1 + size);
                }
                free[island++] = flow.starts()[i] + inserted;
                inserted += size;
            }
            positions[i] = flow.starts()[i] + inserted;
        }
        positions[flow.count()] = flow.slots() + inserted;
    }

    private void placeRelays() {
        for (int to = 0; to < flow.count(); to++) {
            for (int island = islands.low(to); island < islands.high(to); island++) {
                slots[first[to] + island - islands.low(to)] = free[island]++;
            }
        }
    }

    Layout layout() {
        for (int to = 0; to < flow.count(); to++) {
            for (int island = islands.low(to); island < islands.high(to); island++) {
                jumps.add(relay(to, island));
                hops.add(island < islands.passed(to) ? ahead(to, island + 1) : behind(to, island - 1));
            }
        }
        int[] written = new int[flow.jumps().length];
        for (int jump = 0; jump < written.length; jump++) {
            int to = flow.destinations()[jump];
            written[jump] = islands.isFar(jump) ? firstHop(flow.jumps()[jump], to) : positions[to];
        }
        return new Layout(positions, JumpForm.allDirect(written.length), written, jumps.toArray(), hops.toArray());
    }

    private int firstHop(int from, int to) {
        int passed = islands.passed(from);
        return passed < islands.passed(to) ? ahead(to, passed) : behind(to, passed - 1);
    }

    /** The slot to go to on the way forward when {@code island} is the next one. */
    private int ahead(int to, int island) {
        return island == islands.passed(to) ? positions[to] : relay(to, island);
    }

    /** The slot to go to on the way back when {@code island} is the next one. */
    private int behind(int to, int island) {
        return island < islands.passed(to) ? positions[to] : relay(to, island);
    }

    private int relay(int to, int island) {
        return slots[first[to] + island - islands.low(to)];
    }
}
