package dev.skep.lang;

/** The arguments of a raw tracepoint: {@code struct bpf_raw_tracepoint_args}. Kernel 4.17. */
@KernelContext("bpf_raw_tracepoint_args")
public final class RawTracepointContext {
    private RawTracepointContext() {}
}
