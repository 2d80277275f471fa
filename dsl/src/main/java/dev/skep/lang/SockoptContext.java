package dev.skep.lang;

/** A socket option that is set or asked for: {@code struct bpf_sockopt}. Kernel 5.3. */
@KernelContext("bpf_sockopt")
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class SockoptContext {
    /** The socket. */
    public BpfSock sk;

    /** {@code SOL_SOCKET} (1), {@code SOL_TCP} (6), … */
    public int level;

    /** The number of the option. */
    public int optname;

    /** Bytes of its value; -1 lets the kernel look at what the process gave. */
    public int optlen;

    /** What the system call returns. */
    public int retval;

    private SockoptContext() {}

    /** Returns a cursor at the value of the option. */
    public Packet optval() {
        throw KernelOnly.here();
    }

    /** Returns a number that no other network namespace has: {@code bpf_get_netns_cookie}. Kernel 5.7. */
    @CallsHelper("bpf_get_netns_cookie")
    public @Unsigned long netnsCookie() {
        throw KernelOnly.here();
    }
}
