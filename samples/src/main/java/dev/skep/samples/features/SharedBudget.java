package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfSpinLock;
import dev.skep.lang.Config;
import dev.skep.lang.Kernel;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;

/** Lets so many packets a second through, whoever they are from: variables that belong together change under a lock that is one, too. */
@Bpf(license = "GPL", minKernel = "5.15")
final class SharedBudget {
    private static final @Unsigned long SECOND = 1_000_000_000;

    @Config
    static @Unsigned int packetsPerSecond = 1000;

    static final BpfSpinLock lock = BpfSpinLock.create();

    static @Unsigned int left;

    /** When it was last filled, in nanoseconds since boot. */
    static @Unsigned long filled;

    private SharedBudget() {}

    @Xdp
    @SuppressWarnings("try") // the lock is held, not named
    static XdpAction limit(XdpContext context) {
        @Unsigned long now = Kernel.ktimeNs();
        try (var held = lock.hold()) {
            if (now - filled >= SECOND) {
                left = packetsPerSecond;
                filled = now;
            }
            if (left == 0) return DROP;
            left--;
        }
        return PASS;
    }
}
