package dev.skep.lang;

/** A packet at a hook of netfilter: {@code struct bpf_nf_ctx}. Kernel 6.4. */
@KernelContext("bpf_nf_ctx")
public final class NetfilterContext {
    private NetfilterContext() {}

    /**
     * Returns where the packet is: which hook, which devices.
     *
     * @param type a {@link KernelType} class of {@code nf_hook_state}
     */
    public <T> T state(Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the packet.
     *
     * @param type a {@link KernelType} class of {@code sk_buff}
     */
    public <T> T skb(Class<T> type) {
        throw KernelOnly.here();
    }
}
