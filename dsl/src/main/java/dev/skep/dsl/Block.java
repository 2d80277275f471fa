package dev.skep.dsl;

import dev.skep.ir.BlockLabel;

/** A block that can be left from anywhere in it: {@link StatementBuilder#block}. */
public final class Block {
    private final Origin origin;
    private final BlockLabel end;
    private final int pending;

    Block(Origin origin, BlockLabel end, int pending) {
        this.origin = origin;
        this.end = end;
        this.pending = pending;
    }

    /** {@code goto end}: goes on behind the block. */
    public void leave() {
        origin.requireHere("the block");
        origin.body().statement();
        origin.body().leaveTo(end, pending);
    }
}
