package dev.skep.samples.features;

import static dev.skep.lang.CgroupSockAddr.Call.CONNECT4;
import static dev.skep.lang.CgroupVerdict.ALLOW;
import static dev.skep.lang.CgroupVerdict.DENY;

import dev.skep.lang.Atomic;
import dev.skep.lang.Bpf;
import dev.skep.lang.CgroupSockAddr;
import dev.skep.lang.CgroupVerdict;
import dev.skep.lang.SockAddrContext;
import dev.skep.lang.Unsigned;

/**
 * Lets the processes of a cgroup connect to this machine only. The call fails where it is made, with a permission error, and no packet is sent.
 */
@Bpf(license = "GPL")
final class LoopbackOnly {
    private static final int LOOPBACK = 127;

    static @Unsigned int refused;

    private LoopbackOnly() {}

    @CgroupSockAddr(CONNECT4)
    static CgroupVerdict connect(SockAddrContext address) {
        if (address.userIp4 >>> 24 == LOOPBACK) return ALLOW;
        Atomic.add(refused, 1);
        return DENY;
    }
}
