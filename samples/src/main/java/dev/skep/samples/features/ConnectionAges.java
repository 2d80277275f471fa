package dev.skep.samples.features;

import dev.skep.lang.Atomic;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.Kernel;
import dev.skep.lang.SockOps;
import dev.skep.lang.SockOpsContext;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/**
 * Keeps when each TCP connection of a cgroup began, until it is closed. The kernel calls the program at many moments in the life of a socket; a
 * switch picks those that matter.
 */
@Bpf(license = "GPL")
final class ConnectionAges {
    private static final int STATE_CHANGED = 10;
    private static final int ACTIVE_ESTABLISHED = 4;
    private static final int PASSIVE_ESTABLISHED = 5;
    private static final int STATE_FLAG = 4;
    private static final int CLOSED = 7;

    static final BpfHashMap<@Unsigned Long, U64> opened = BpfHashMap.of(4096);

    static @Unsigned long total;

    private ConnectionAges() {}

    @SockOps
    static int follow(SockOpsContext context) {
        switch (context.op) {
            case ACTIVE_ESTABLISHED, PASSIVE_ESTABLISHED -> {
                opened.update(context.socketCookie(), U64.of(Kernel.ktimeNs()));
                Atomic.add(total, 1);
                context.cbFlagsSet(STATE_FLAG); // so that we hear of its end
            }
            case STATE_CHANGED -> {
                if (context.args[1] == CLOSED) opened.delete(context.socketCookie());
            }
            default -> {}
        }
        return 1;
    }
}
