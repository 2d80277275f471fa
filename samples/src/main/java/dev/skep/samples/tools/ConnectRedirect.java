package dev.skep.samples.tools;

import static dev.skep.lang.CgroupSockAddr.Call.CONNECT4;
import static dev.skep.lang.CgroupVerdict.ALLOW;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.ByteOrder;
import dev.skep.lang.CgroupSockAddr;
import dev.skep.lang.CgroupVerdict;
import dev.skep.lang.SockAddrContext;
import dev.skep.lang.Unsigned;

/** Sends the connections of a cgroup's processes to other addresses than they asked for: a service behind a virtual one. */
@Bpf(license = "GPL")
final class ConnectRedirect {
    record Address(@Unsigned int ip, @Unsigned short port) {}

    /** Where connections to an address go. */
    static final BpfHashMap<Address, Address> backends = BpfHashMap.of(1024);

    private ConnectRedirect() {}

    @CgroupSockAddr(CONNECT4)
    static CgroupVerdict connect(SockAddrContext address) {
        var backend = backends.lookup(new Address(address.userIp4, ByteOrder.ntohs((short) address.userPort)));
        if (backend == null) return ALLOW;
        address.userIp4 = backend.ip();
        address.userPort = ByteOrder.htons(backend.port()) & 0xffff;
        return ALLOW;
    }
}
