package dev.skep.asm.internal;

/** How a jump is written. */
enum JumpForm {
    /** As it is: {@code if x goto to}. */
    DIRECT(0),
    /** {@code gotol to} for {@code goto to}. */
    LONG(0),
    /** {@code if !x goto +1; gotol to}. */
    INVERTED(1),
    /** {@code if x goto +1; goto +1; gotol to}, for what cannot be negated. */
    AROUND(2);

    private final int extraSlots;

    JumpForm(int extraSlots) {
        this.extraSlots = extraSlots;
    }

    /** Returns how many slots it takes beyond the one of the jump. */
    int extraSlots() {
        return extraSlots;
    }
}
