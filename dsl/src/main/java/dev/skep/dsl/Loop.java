package dev.skep.dsl;

import dev.skep.ir.BlockLabel;

/** The loop whose body is being written; it may be left from loops and blocks further in. */
public final class Loop {
    private final Origin origin;
    private final BlockLabel next;
    private final BlockLabel end;
    private final int pending;

    Loop(Origin origin, BlockLabel next, BlockLabel end, int pending) {
        this.origin = origin;
        this.next = next;
        this.end = end;
        this.pending = pending;
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
        origin.requireHere("the loop");
        origin.body().statement();
        origin.body().leaveTo(label, pending);
    }
}
