package dev.skep.lang;

/** The arguments of a raw tracepoint: {@code struct bpf_raw_tracepoint_args}. Kernel 4.17. */
@KernelContext("bpf_raw_tracepoint_args")
public final class RawTracepointContext {
    private RawTracepointContext() {}

    /** Returns an argument, a number or an address. */
    public @Unsigned long arg(int index) {
        throw KernelOnly.here();
    }

    /** Returns an argument that is a pointer to a struct of the kernel. It is read through {@code bpf_probe_read_kernel}. */
    public <T> T arg(int index, Class<T> type) {
        throw KernelOnly.here();
    }
}
