package dev.skep.lang;

/** What went wrong in {@link NetKfuncs#xdpFlowLookup}: {@code struct bpf_flowtable_opts}. Kernel 6.11. */
@Struct
@Name("bpf_flowtable_opts")
public final class BpfFlowtableOpts {
    /** Filled in: a negative error, -2 ({@code -ENOENT}) when there is no such flow. */
    public int error;

    /** All zeroes. */
    public BpfFlowtableOpts() {}
}
