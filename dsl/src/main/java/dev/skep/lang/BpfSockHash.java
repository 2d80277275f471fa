package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_SOCKHASH}: sockets by key, which user space and {@link SockOps} programs put in. Kernel 4.18.
 *
 * @param <K> a record, or a boxed integer; keys go by value
 */
public final class BpfSockHash<K> {
    private BpfSockHash() {}

    /** Returns a map of at most {@code maxEntries} entries. */
    public static <K> BpfSockHash<K> of(int maxEntries) {
        return new BpfSockHash<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfSockHash<K> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfSockHash<K> flags(int flags) {
        return this;
    }

    /** Returns a reference to a socket, or null when there is none: {@code bpf_map_lookup_elem}. Belongs in a try-with-resources. Kernel 5.8. */
    public @Nullable Socket lookup(K key) {
        throw KernelOnly.here();
    }

    /**
     * Puts the socket of a connection in and returns 0 or a negative error: {@code bpf_sock_hash_update}. Kernel 4.18.
     *
     * @param flags {@code BPF_ANY} (0), {@code BPF_NOEXIST} (1), {@code BPF_EXIST} (2)
     */
    @CallsHelper(value = "bpf_sock_hash_update", receiver = 1)
    public long update(SockOpsContext context, K key, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Says that the data goes to a socket and returns {@code PASS}; {@code DROP} when there is none: {@code bpf_sk_redirect_hash}. Kernel 4.18.
     *
     * @param flags 0 for what the socket sends, {@code BPF_F_INGRESS} (1) for what it receives
     */
    @CallsHelper(value = "bpf_sk_redirect_hash", receiver = 1)
    public SkAction redirect(SkBuff skb, K key, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Says that the message goes to a socket and returns {@code PASS}; {@code DROP} when there is none: {@code bpf_msg_redirect_hash}. Kernel 4.18.
     *
     * @param flags 0 for what the socket sends, {@code BPF_F_INGRESS} (1) for what it receives
     */
    @CallsHelper(value = "bpf_msg_redirect_hash", receiver = 1)
    public SkAction redirectMessage(SkMsgContext message, K key, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Chooses a socket for a packet and returns 0 or a negative error: {@code bpf_sk_select_reuseport}. Kernel 4.19. */
    @CallsHelper(value = "bpf_sk_select_reuseport", receiver = 1)
    public long select(SkReuseportContext context, K key, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Removes a socket and returns whether there was one: {@code bpf_map_delete_elem}. Kernel 3.19. */
    @CallsHelper("bpf_map_delete_elem")
    public boolean delete(K key) {
        throw KernelOnly.here();
    }
}
