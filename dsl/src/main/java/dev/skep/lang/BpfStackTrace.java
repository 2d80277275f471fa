package dev.skep.lang;

/** {@code BPF_MAP_TYPE_STACK_TRACE}: the addresses of stacks by a number. Kernel 4.6. */
public final class BpfStackTrace {
    /** {@code BPF_F_USER_STACK}: the stack of user space. */
    public static final int USER_STACK = 0x100;

    /** {@code BPF_F_FAST_STACK_CMP}: stacks are compared by their hashes. */
    public static final int FAST_STACK_CMP = 0x200;

    /** {@code BPF_F_REUSE_STACKID}: another stack of the same hash gives way. */
    public static final int REUSE_STACKID = 0x400;

    private BpfStackTrace() {}

    /** Returns a map of {@code entries} stacks, each of up to 127 addresses. */
    public static BpfStackTrace of(int entries) {
        return new BpfStackTrace();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfStackTrace pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_STACK_BUILD_ID} (32), … */
    public BpfStackTrace flags(int flags) {
        return this;
    }

    /** Returns the map for stacks of up to so many addresses. */
    public BpfStackTrace depth(int addresses) {
        return this;
    }

    /**
     * Keeps the stack that leads here and returns its number, or a negative error: {@code bpf_get_stackid}. For the GPL only. Kernel 4.6.
     *
     * @param context that of the program
     * @param flags how many addresses to leave out; {@link #USER_STACK}, {@link #FAST_STACK_CMP}, {@link #REUSE_STACKID}
     */
    @CallsHelper(value = "bpf_get_stackid", receiver = 1)
    public long stackid(Object context, @Unsigned long flags) {
        throw KernelOnly.here();
    }
}
