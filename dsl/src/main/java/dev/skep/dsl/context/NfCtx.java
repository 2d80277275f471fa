package dev.skep.dsl.context;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextObject;

/** A packet at a hook of netfilter: {@code struct bpf_nf_ctx}. Kernel 6.4. */
public final class NfCtx {
    /** The struct. */
    public static final ContextDef<NfCtx> CONTEXT = ContextDef.context("bpf_nf_ctx");

    /** Where the packet is, which hook and which devices: a {@code struct nf_hook_state}. */
    public static final ContextObject<NfCtx> STATE = CONTEXT.object("state", 0, "nf_hook_state");

    /** The packet: a {@code struct sk_buff}. */
    public static final ContextObject<NfCtx> SKB = CONTEXT.object("skb", Long.BYTES, "sk_buff");

    private NfCtx() {}
}
