package dev.skep.compiler.pass;

import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;

/** Asks whether loops have registers, until so much has been looked through that nothing else is tried: each question reads a whole function. */
final class PressureTries {
    /** Ops; what people write never comes near. */
    private static final long MOST = 1_000_000;

    private long left = MOST;

    boolean areOver() {
        return left <= 0;
    }

    /** Returns whether the values in the loop of that head fit, as far as that may still be found out. */
    boolean fits(Function function, BlockLabel head) {
        left -= InlineFunctions.size(function);
        return !areOver() && LoopPressure.fits(function, head);
    }
}
