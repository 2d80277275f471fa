package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/** A connection or datagram that looks for its socket: {@code struct bpf_sk_lookup}. Kernel 5.9. */
@KernelContext("bpf_sk_lookup")
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class SkLookupContext {
    /** {@code BPF_SK_LOOKUP_F_REPLACE}: a socket that was chosen before gives way. */
    public static final int REPLACE = 1;

    /** {@code BPF_SK_LOOKUP_F_NO_REUSEPORT}: no other socket of its port group takes its place. */
    public static final int NO_REUSEPORT = 2;

    /** The socket that was chosen before; null when none was. */
    public @Nullable BpfSock sk;

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public @Unsigned int family;

    /** {@link dev.skep.lang.net.IpProtocol#TCP} or {@link dev.skep.lang.net.IpProtocol#UDP}. */
    public @Unsigned int protocol;

    /** IPv4 address it comes from. */
    @BigEndian
    public @Unsigned int remoteIp4;

    /** IPv6 address it comes from, in network order. */
    @Length(4)
    public @Unsigned int[] remoteIp6;

    /** Port it comes from. */
    @BigEndian
    public @Unsigned short remotePort;

    /** IPv4 address it goes to. */
    @BigEndian
    public @Unsigned int localIp4;

    /** IPv6 address it goes to, in network order. */
    @Length(4)
    public @Unsigned int[] localIp6;

    /** Port it goes to. */
    public @Unsigned int localPort;

    /** Index of the device that it came in by. Kernel 5.17. */
    public @Unsigned int ingressIfindex;

    private SkLookupContext() {}

    /**
     * Chooses the socket and returns 0, or a negative error: {@code bpf_sk_assign}. Kernel 5.7.
     *
     * @param flags {@link #REPLACE}, {@link #NO_REUSEPORT}
     */
    @CallsHelper("bpf_sk_assign")
    public long assign(Socket socket, @Unsigned long flags) {
        throw KernelOnly.here();
    }
}
