package dev.skep.asm.internal;

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
    int slots() {
        return positions[positions.length - 1];
    }
}
