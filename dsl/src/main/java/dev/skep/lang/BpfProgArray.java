package dev.skep.lang;

/** {@code BPF_MAP_TYPE_PROG_ARRAY}: programs to go on in. Kernel 4.2. */
public final class BpfProgArray {
    private BpfProgArray() {}

    /** Returns an array of {@code entries} programs, none there yet. */
    public static BpfProgArray of(int entries) {
        return new BpfProgArray();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfProgArray pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY} (8), … */
    public BpfProgArray flags(int flags) {
        return this;
    }

    /** Returns the array with programs of this class, by their names, in its first entries. Loaders put them there; aya does not. */
    public BpfProgArray values(String... programs) {
        return this;
    }

    /**
     * Goes on in another program, in place of this one, and does not come back; comes back when there is none, or after 33 of them: {@code
     * bpf_tail_call}. Kernel 4.2.
     *
     * @param context that of the program
     */
    @CallsHelper(value = "bpf_tail_call", receiver = 1)
    public void tailCall(Object context, @Unsigned int index) {
        throw KernelOnly.here();
    }
}
