package dev.skep.asm.internal;

import java.util.Optional;

/**
 * Where everything goes: computed before a word is written.
 *
 * @param positions slot of each instruction, and after the last one the number of slots
 * @param forms how each jump of the flow is written
 * @param hops the slot that each jump of the flow goes to first: its destination, or a relay
 * @param relays slots that hold a {@code ja} nobody wrote
 * @param relayHops the slot that each of them goes to
 */
record Layout(int[] positions, JumpForm[] forms, int[] hops, int[] relays, int[] relayHops) {
    /** Returns the layout that inserts nothing; empty when a jump does not reach. */
    static Optional<Layout> direct(Flow flow) {
        int[] hops = new int[flow.jumps().length];
        for (int jump = 0; jump < hops.length; jump++) {
            if (flow.isShortForm(jump) && !Bits.isS16(flow.distance(jump))) {
                return Optional.empty();
            }
            hops[jump] = flow.starts()[flow.destinations()[jump]];
        }
        return Optional.of(new Layout(flow.starts(), JumpForm.allDirect(hops.length), hops, new int[0], new int[0]));
    }

    int slots() {
        return positions[positions.length - 1];
    }
}
