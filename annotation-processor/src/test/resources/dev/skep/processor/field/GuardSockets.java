import dev.skep.lang.*;

/** Who may create sockets, listen and connect; by user and by port. */
@Bpf(license = "GPL", minKernel = "5.12")
@KernelTypes
final class GuardSockets {
    static final int EPERM = 1, AF_INET = 2, AF_INET6 = 10, AF_PACKET = 17;
    static final int SOCK_RAW = 3;

    @Struct static final class Policy { @Unsigned int uid; boolean mayListen; boolean mayRaw; @Unsigned short lowest, highest; @Unsigned long denied; }
    @Struct static final class Event { @Unsigned int pid, uid; int family, what; @Unsigned short port; @Length(16) byte[] comm; @Length(16) byte[] address; }

    static final BpfHashMap<@Unsigned Integer, Policy> policies = BpfHashMap.of(128);
    static final BpfRingBuffer<Event> events = BpfRingBuffer.ofBytes(1 << 14);
    static final BpfSkStorage<U64> made = BpfSkStorage.create();

    private GuardSockets() {}

    private static int deny(Policy policy, int family, int what, int port) {
        Atomic.add(policy.denied, 1);
        try (var slot = events.reserve()) {
            if (slot != null) {
                var e = slot.value();
                e.pid = (int) (Kernel.currentPidTgid() >>> 32);
                e.uid = policy.uid;
                e.family = family;
                e.what = what;
                e.port = (short) port;
                Kernel.currentComm(e.comm);
                slot.submit();
            }
        }
        return -EPERM;
    }

    private static @Unsigned int uid() {
        return (int) Kernel.currentUidGid();
    }

    @Lsm("socket_create")
    static int create(int family, int type, int protocol, int kern, int before) {
        if (before != 0 || kern != 0) return before;
        var policy = policies.lookup(uid());
        if (policy == null) return 0;
        boolean raw = family == AF_PACKET || (type & 15) == SOCK_RAW;
        return raw && !policy.mayRaw ? deny(policy, family, 1, 0) : 0;
    }

    @Lsm("socket_listen")
    static int listen(socket sock, int backlog, int before) {
        if (before != 0) return before;
        var policy = policies.lookup(uid());
        if (policy == null || policy.mayListen) return 0;
        var sk = sock.sk;
        if (sk == null) return 0;
        return deny(policy, sk.__sk_common.skc_family, 2, sk.__sk_common.skc_num);
    }

    @Lsm("socket_connect")
    static int connect(socket sock, sockaddr address, int length, int before) {
        if (before != 0) return before;
        int family = address.sa_family;
        if (family != AF_INET && family != AF_INET6) return 0;
        var policy = policies.lookup(uid());
        if (policy == null) return 0;
        int port = Short.toUnsignedInt(Ptr.to(address).as(sockaddr_in.class).get().sin_port);
        if (port >= policy.lowest && port <= policy.highest) return 0;
        return deny(policy, family, 3, port);
    }

    @Lsm("inode_unlink")
    static int unlink(inode dir, dentry victim, int before) {
        var name = new byte[32];
        Kernel.probeReadKernelStr(name, victim.d_name.name);
        return Bytes.equal(name, "do-not-delete") ? -EPERM : before;
    }

    @Lsm("task_kill")
    static int kill(task_struct target, @Nullable Signal info, int sig, @Nullable cred by, int before) {
        var current = Kernel.currentTaskBtf(task_struct.class);
        if (sig == 9 && target.tgid == 1 && current.tgid != 1) return -EPERM;
        return before;
    }

    @KernelType("kernel_siginfo") static final class Signal {}

    @interface Nullable {}
}
