package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/** {@code BPF_MAP_TYPE_SOCKMAP}: sockets by index, which user space and {@link SockOps} programs put in. Kernel 4.14. */
public final class BpfSockMap {
    private BpfSockMap() {}

    /** Returns a map with room for {@code entries} sockets. */
    public static BpfSockMap of(int entries) {
        return new BpfSockMap();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfSockMap pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfSockMap flags(int flags) {
        return this;
    }

    /** Returns a reference to a socket, or null when there is none: {@code bpf_map_lookup_elem}. Belongs in a try-with-resources. Kernel 5.8. */
    public @Nullable Socket lookup(int index) {
        throw KernelOnly.here();
    }

    /**
     * Puts the socket of a connection in and returns 0 or a negative error: {@code bpf_sock_map_update}. Kernel 4.14.
     *
     * @param flags {@code BPF_ANY} (0), {@code BPF_NOEXIST} (1), {@code BPF_EXIST} (2)
     */
    @CallsHelper(value = "bpf_sock_map_update", receiver = 1)
    public long update(SockOpsContext context, @ByAddress int index, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Says that the data goes to a socket and returns {@code PASS}; {@code DROP} when there is none: {@code bpf_sk_redirect_map}. Kernel 4.14.
     *
     * @param flags 0 for what the socket sends, {@code BPF_F_INGRESS} (1) for what it receives
     */
    @CallsHelper(value = "bpf_sk_redirect_map", receiver = 1)
    public SkAction redirect(SkBuff skb, @Unsigned int index, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Says that the message goes to a socket and returns {@code PASS}; {@code DROP} when there is none: {@code bpf_msg_redirect_map}. Kernel 4.17.
     *
     * @param flags 0 for what the socket sends, {@code BPF_F_INGRESS} (1) for what it receives
     */
    @CallsHelper(value = "bpf_msg_redirect_map", receiver = 1)
    public SkAction redirectMessage(SkMsgContext message, @Unsigned int index, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Chooses a socket for a packet and returns 0 or a negative error: {@code bpf_sk_select_reuseport}. Kernel 4.19. */
    @CallsHelper(value = "bpf_sk_select_reuseport", receiver = 1)
    public long select(SkReuseportContext context, @ByAddress int index, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Removes a socket and returns whether there was one: {@code bpf_map_delete_elem}. Kernel 3.19. */
    @CallsHelper("bpf_map_delete_elem")
    public boolean delete(@ByAddress int index) {
        throw KernelOnly.here();
    }
}
