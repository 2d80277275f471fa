package dev.skep.samples.features;

import static dev.skep.lang.TcAction.OK;

import dev.skep.lang.Bpf;
import dev.skep.lang.Config;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.Unsigned;

/**
 * Marks one packet of so many, for those who look at some only. A setting is a constant once the object is loaded, a variable is shared with
 * user space while the program runs.
 */
@Bpf(license = "GPL")
final class Sampler {
    static final int MARK = 0x5a;

    /** One packet of this many is marked; 0 for none. */
    @Config
    static @Unsigned int every = 100;

    static @Unsigned long seen;

    /** User space may set it to pause. */
    static boolean paused;

    private Sampler() {}

    @Tc
    static TcAction sample(SkBuff skb) {
        if (every == 0 || paused) return OK;
        if (++seen % every == 0) skb.mark = MARK;
        return OK;
    }
}
