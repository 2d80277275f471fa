package dev.skep.asm;

/** Where a jump goes: a label, or a number of slots when the code was decoded or written with numbers. */
public sealed interface JumpTarget permits Label, JumpOffset {
    /** Returns what the visitor makes of this target. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of target. */
    interface Visitor<R> {
        /** Takes a label. */
        R label(Label label);

        /** Takes a distance in slots. */
        R offset(JumpOffset offset);
    }
}
