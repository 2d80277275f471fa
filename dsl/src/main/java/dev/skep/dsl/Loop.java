package dev.skep.dsl;

import dev.skep.ir.BlockLabel;

/** The loop whose body is being written; it may be left from loops and blocks further in. */
public final class Loop {
    private final Origin origin;
    private final BlockLabel next;
    private final BlockLabel end;

    Loop(Origin origin, BlockLabel next, BlockLabel end) {
        this.origin = origin;
        this.next = next;
        this.end = end;
    }

    /** {@code break}. */
    public void break_() {
        leaveTo(end);
    }

    /** {@code continue}. */
    public void continue_() {
        leaveTo(next);
    }

    private void leaveTo(BlockLabel label) {
        origin.require("the loop");
        origin.body().statement();
        origin.body().jump(label);
    }
}
