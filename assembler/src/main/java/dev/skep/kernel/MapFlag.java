package dev.skep.kernel;

/** The flags a map is made with: {@code BPF_F_…} of the kernel's {@code bpf.h}. Columns: bit · first kernel. */
public enum MapFlag {
    // spotless:off
    /** Entries are allocated when they are added. */
    NO_PREALLOC      (0x00001, "4.6"),
    /** Each CPU has its own list of the least recently used. */
    NO_COMMON_LRU    (0x00002, "4.10"),
    /** The memory is on a given NUMA node. */
    NUMA_NODE        (0x00004, "4.14"),
    /** User space may not write. */
    RDONLY           (0x00008, "4.15"),
    /** User space may not read. */
    WRONLY           (0x00010, "4.15"),
    /** Frames are build id and offset. */
    STACK_BUILD_ID   (0x00020, "4.17"),
    /** The hash is not seeded. */
    ZERO_SEED        (0x00040, "5.0"),
    /** Programs may not write. */
    RDONLY_PROG      (0x00080, "5.2"),
    /** Programs may not read. */
    WRONLY_PROG      (0x00100, "5.2"),
    /** A cloned socket inherits the value. */
    CLONE            (0x00200, "5.4"),
    /** User space may map the memory. */
    MMAPABLE         (0x00400, "5.5"),
    /** Elements stay when the descriptor that added them is closed. */
    PRESERVE_ELEMS   (0x00800, "5.10"),
    /** As an inner map its max_entries may differ from the template. */
    INNER_MAP        (0x01000, "5.10"),
    /** Attached by a link. */
    LINK             (0x02000, "6.4"),
    /** A path is given by descriptor. */
    PATH_FD          (0x04000, "6.5"),
    /** The value type is in the BTF of a module. */
    VTYPE_BTF_OBJ_FD (0x08000, "6.9"),
    /** A token is given. */
    TOKEN_FD         (0x10000, "6.9"),
    /** A fault in the arena is a signal, not a new page. */
    SEGV_ON_FAULT    (0x20000, "6.9"),
    /** Arena pointers are not converted for user space. */
    NO_USER_CONV     (0x40000, "6.9"),
    /** A full ring buffer drops the oldest record. */
    RB_OVERWRITE     (0x80000, "6.19");
    // spotless:on

    private final int bit;
    private final KernelVersion since;

    MapFlag(int bit, String since) {
        this.bit = bit;
        this.since = KernelVersion.parse(since);
    }

    /** Returns its bit in {@code map_flags}. */
    public int bit() {
        return bit;
    }

    /** Returns the first kernel that knows it. */
    public KernelVersion since() {
        return since;
    }
}
