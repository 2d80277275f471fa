package dev.skep.asm;

import java.io.Serial;

/** Bytes that are no instruction. */
public final class DecodeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int slot;

    DecodeException(int slot, String message) {
        super("[SKEP1010] slot " + slot + ": " + message);
        this.slot = slot;
    }

    /** Returns the slot that could not be read. */
    public int slot() {
        return slot;
    }
}
