package dev.skep.lang;

/** A message that a socket sends: {@code struct sk_msg_md}. Kernel 4.17. */
@KernelContext("sk_msg_md")
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class SkMsgContext {
    /** {@code AF_INET} (2) or {@code AF_INET6} (10). Kernel 4.18. */
    public @Unsigned int family;

    /** IPv4 address of the other end. Kernel 4.18. */
    @BigEndian
    public @Unsigned int remoteIp4;

    /** IPv4 address of this end. Kernel 4.18. */
    @BigEndian
    public @Unsigned int localIp4;

    /** IPv6 address of the other end, in network order. Kernel 4.18. */
    @Length(4)
    public @Unsigned int[] remoteIp6;

    /** IPv6 address of this end, in network order. Kernel 4.18. */
    @Length(4)
    public @Unsigned int[] localIp6;

    /** Port of the other end. Kernel 4.18. */
    @BigEndian
    public @Unsigned int remotePort;

    /** Port of this end. Kernel 4.18. */
    public @Unsigned int localPort;

    /** Bytes of the message. Kernel 5.0. */
    public @Unsigned int size;

    /** The socket. Kernel 5.8. */
    public BpfSock sk;

    private SkMsgContext() {}

    /** Returns a cursor at the start of the message, as far as it was pulled. */
    public Packet packet() {
        throw KernelOnly.here();
    }

    /** Returns a number that no other network namespace has: {@code bpf_get_netns_cookie}. Kernel 5.7. */
    @CallsHelper("bpf_get_netns_cookie")
    public @Unsigned long netnsCookie() {
        throw KernelOnly.here();
    }

    /** Says that the verdict holds for so many bytes, and returns 0 or a negative error: {@code bpf_msg_apply_bytes}. Kernel 4.17. */
    @CallsHelper("bpf_msg_apply_bytes")
    public long applyBytes(@Unsigned int bytes) {
        throw KernelOnly.here();
    }

    /**
     * Says that the program is asked again when there are so many bytes, and returns 0 or a negative error: {@code bpf_msg_cork_bytes}.
     * Kernel 4.17.
     */
    @CallsHelper("bpf_msg_cork_bytes")
    public long corkBytes(@Unsigned int bytes) {
        throw KernelOnly.here();
    }

    /**
     * Lets a part of the message lie in one piece, where it can be read, and returns 0 or a negative error. Headers that were read before
     * are gone: {@code bpf_msg_pull_data}. Kernel 4.17.
     */
    @CallsHelper("bpf_msg_pull_data")
    public long pullData(@Unsigned int start, @Unsigned int end, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Makes room in the message and returns 0 or a negative error. Headers that were read before are gone: {@code bpf_msg_push_data}.
     * Kernel 4.20.
     */
    @CallsHelper("bpf_msg_push_data")
    public long pushData(@Unsigned int start, @Unsigned int length, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Takes bytes out of the message and returns 0 or a negative error. Headers that were read before are gone: {@code bpf_msg_pop_data}.
     * Kernel 5.0.
     */
    @CallsHelper("bpf_msg_pop_data")
    public long popData(@Unsigned int start, @Unsigned int length, @Unsigned long flags) {
        throw KernelOnly.here();
    }
}
