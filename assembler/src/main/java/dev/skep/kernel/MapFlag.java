package dev.skep.kernel;

/** The flags a map is made with: {@code BPF_F_…} of the kernel's {@code bpf.h}. */
public enum MapFlag {
    // spotless:off
    /** Entries are allocated when they are added. */
    NO_PREALLOC      (0x00001),
    /** Each CPU has its own list of the least recently used. */
    NO_COMMON_LRU    (0x00002),
    /** The memory is on a given NUMA node. */
    NUMA_NODE        (0x00004),
    /** User space may not write. */
    RDONLY           (0x00008),
    /** User space may not read. */
    WRONLY           (0x00010),
    /** Frames are build id and offset. */
    STACK_BUILD_ID   (0x00020),
    /** The hash is not seeded. */
    ZERO_SEED        (0x00040),
    /** Programs may not write. */
    RDONLY_PROG      (0x00080),
    /** Programs may not read. */
    WRONLY_PROG      (0x00100),
    /** A cloned socket inherits the value. */
    CLONE            (0x00200),
    /** User space may map the memory. */
    MMAPABLE         (0x00400),
    /** Elements stay when the descriptor that added them is closed. */
    PRESERVE_ELEMS   (0x00800),
    /** As an inner map its max_entries may differ from the template. */
    INNER_MAP        (0x01000),
    /** Attached by a link. */
    LINK             (0x02000),
    /** A path is given by descriptor. */
    PATH_FD          (0x04000),
    /** The value type is in the BTF of a module. */
    VTYPE_BTF_OBJ_FD (0x08000),
    /** A token is given. */
    TOKEN_FD         (0x10000),
    /** A fault in the arena is a signal, not a new page. */
    SEGV_ON_FAULT    (0x20000),
    /** Arena pointers are not converted for user space. */
    NO_USER_CONV     (0x40000),
    /** A full ring buffer drops the oldest record. */
    RB_OVERWRITE     (0x80000);
    // spotless:on

    private final int bit;

    MapFlag(int bit) {
        this.bit = bit;
    }

    /** Returns its bit in {@code map_flags}. */
    public int bit() {
        return bit;
    }
}
