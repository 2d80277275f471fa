package dev.skep.asm.internal;

import java.util.Arrays;

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

    static JumpForm[] allDirect(int jumps) {
        var forms = new JumpForm[jumps];
        Arrays.fill(forms, DIRECT);
        return forms;
    }

    /** Returns how many slots it takes beyond the one of the jump. */
    int extraSlots() {
        return extraSlots;
    }
}
