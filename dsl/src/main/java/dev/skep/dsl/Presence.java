package dev.skep.dsl;

import dev.skep.ir.BlockLabel;
import org.jspecify.annotations.Nullable;

/** Something that may or may not be there at run time. */
interface Presence<R> {
    /** Emits the way to {@code present} when it is there, else to {@code absent}. */
    void branch(BlockLabel present, BlockLabel absent);

    /** Returns it, where it is known to be there. */
    R thing();

    /** Returns the record that is held with it, if any. */
    default @Nullable Reservation reservation() {
        return null;
    }
}
