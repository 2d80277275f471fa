package dev.skep.asm;

/**
 * {@code pc + 1 + slots}: the target as a decoded instruction holds it. It means the instruction found there before
 * assembly; where long jumps have to be inserted between, the assembled distance grows with them.
 *
 * @param slots distance in 8-byte slots from the next instruction
 */
public record JumpOffset(int slots) implements JumpTarget {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.offset(this);
    }

    /** Returns {@code +3} or {@code -3}. */
    @Override
    public String toString() {
        return slots < 0 ? Integer.toString(slots) : "+" + slots;
    }
}
