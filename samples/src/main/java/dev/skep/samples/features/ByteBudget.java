package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfSpinLock;
import dev.skep.lang.Config;
import dev.skep.lang.Kernel;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/**
 * Lets each client send so many bytes a second. What is left and since when belong together, so that they change under a lock, which is given
 * back on every way out; the kernel is asked for the time before.
 */
@Bpf(license = "GPL", minKernel = "5.10")
final class ByteBudget {
    private static final @Unsigned long SECOND = 1_000_000_000;

    @Struct
    static final class Budget {
        BpfSpinLock lock;

        @Unsigned
        int left;

        /** When it was last filled, in nanoseconds since boot. */
        @Unsigned
        long filled;
    }

    @Config
    static @Unsigned int bytesPerSecond = 1_000_000;

    static final BpfHashMap<@Unsigned Integer, Budget> clients = BpfHashMap.of(1024);

    private ByteBudget() {}

    @Xdp
    @SuppressWarnings("try") // the lock is held, not named
    static XdpAction limit(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return PASS;
        @Unsigned int bytes = ip.totLen;
        var budget = clients.lookupOrInsert(ip.saddr);
        if (budget == null) return PASS;

        @Unsigned long now = Kernel.ktimeNs();
        try (var held = budget.lock.hold()) {
            if (now - budget.filled >= SECOND) {
                budget.left = bytesPerSecond;
                budget.filled = now;
            }
            if (budget.left < bytes) return DROP;
            budget.left -= bytes;
        }
        return PASS;
    }
}
