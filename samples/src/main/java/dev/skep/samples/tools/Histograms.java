package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.Unsigned;

/** What histograms of the tools have in common. */
@Bpf(license = "GPL")
final class Histograms {
    /** How many slots there are, a power of two: the last takes all that is larger. */
    static final int SLOTS = 32;

    private Histograms() {}

    /** Returns the slot of a number of microseconds: the position of its highest bit. */
    static int slot(@Unsigned long microseconds) {
        int slot = 0;
        @Unsigned long rest = microseconds;
        for (int bits = 16; bits > 0; bits >>= 1) {
            if (rest >>> bits == 0) continue;
            rest >>>= bits;
            slot += bits;
        }
        return slot < SLOTS ? slot : SLOTS - 1;
    }
}
