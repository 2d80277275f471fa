package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.Config;
import dev.skep.lang.Global;
import dev.skep.lang.Inline;
import dev.skep.lang.Kernel;
import dev.skep.lang.Struct;
import dev.skep.lang.Subprogram;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;

/**
 * Lets a burst of packets through, and after it so many a second. Functions are put together as the compiler likes, unless they say where their
 * code stands.
 */
@Bpf(license = "GPL", minKernel = "6.8")
final class TokenBucket {
    private static final @Unsigned long SECOND = 1_000_000_000;

    @Struct
    static final class Bucket {
        @Unsigned
        long tokens;

        /** When it was last filled, in nanoseconds since boot. */
        @Unsigned
        long filled;
    }

    @Config
    static @Unsigned int perSecond = 1000;

    @Config
    static @Unsigned int burst = 100;

    static final Bucket bucket = new Bucket();

    private TokenBucket() {}

    @Xdp
    static XdpAction limit(XdpContext context) {
        return take(bucket, Kernel.ktimeNs()) != 0 ? PASS : DROP;
    }

    /** Takes a token and returns whether there was one. The verifier looks at it once, by its signature, and others may replace it. */
    @Global
    static int take(Bucket from, @Unsigned long now) {
        fill(from, now);
        if (from.tokens == 0) return 0;
        from.tokens--;
        return 1;
    }

    /** A function of its own in the object, called from wherever it is needed. */
    @Subprogram
    private static void fill(Bucket bucket, @Unsigned long now) {
        @Unsigned long gained = (now - bucket.filled) / (SECOND / perSecond);
        if (gained == 0) return;
        bucket.tokens = smaller(bucket.tokens + gained, burst);
        bucket.filled = now;
    }

    /** Stands in the middle of its caller. */
    @Inline
    private static @Unsigned long smaller(@Unsigned long one, @Unsigned long other) {
        return one < other ? one : other;
    }
}
