package dev.skep.dsl.context;

import dev.skep.dsl.ContextDef;

/** A packet at a hook of netfilter: {@code struct bpf_nf_ctx}. Kernel 6.4. */
public final class NfCtx {
    /** The struct. */
    public static final ContextDef<NfCtx> CONTEXT = ContextDef.context("bpf_nf_ctx");

    private NfCtx() {}
}
