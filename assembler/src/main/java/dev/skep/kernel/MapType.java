package dev.skep.kernel;

import static dev.skep.kernel.MapType.Entries.BYTES;
import static dev.skep.kernel.MapType.Entries.ONE;
import static dev.skep.kernel.MapType.Entries.PAGES;
import static dev.skep.kernel.MapType.Entries.POSITIVE;
import static dev.skep.kernel.MapType.Entries.ZERO;
import static dev.skep.kernel.MapType.Entries.ZERO_IS_CPUS;
import static dev.skep.kernel.MapType.Shape.ANY;
import static dev.skep.kernel.MapType.Shape.CGROUP;
import static dev.skep.kernel.MapType.Shape.FRAMES;
import static dev.skep.kernel.MapType.Shape.INT32;
import static dev.skep.kernel.MapType.Shape.INT32_OR_64;
import static dev.skep.kernel.MapType.Shape.LOADER;
import static dev.skep.kernel.MapType.Shape.NONE;
import static dev.skep.kernel.MapType.Shape.PREFIX;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The map types: {@code enum bpf_map_type} of the kernel's {@code bpf.h}.
 *
 * <p>Columns: number · first kernel · key · value · max_entries · flags it may have · flags it must have.
 */
public enum MapType {
    // spotless:off
    /** Hash table. */
    HASH                  (1,  "3.19", ANY,    ANY,         POSITIVE,     "NO_PREALLOC NUMA_NODE RDONLY WRONLY ZERO_SEED RDONLY_PROG WRONLY_PROG", ""),
    /** Array of values. */
    ARRAY                 (2,  "3.19", INT32,  ANY,         POSITIVE,     "NUMA_NODE MMAPABLE RDONLY WRONLY RDONLY_PROG WRONLY_PROG INNER_MAP", ""),
    /** Programs to tail-call. */
    PROG_ARRAY            (3,  "4.2",  INT32,  INT32,       POSITIVE,     "NUMA_NODE RDONLY WRONLY", ""),
    /** Perf events, one per CPU. */
    PERF_EVENT_ARRAY      (4,  "4.3",  INT32,  INT32,       ZERO_IS_CPUS, "NUMA_NODE PRESERVE_ELEMS RDONLY WRONLY", ""),
    /** Hash table with a value per CPU. */
    PERCPU_HASH           (5,  "4.6",  ANY,    ANY,         POSITIVE,     "NO_PREALLOC NUMA_NODE RDONLY WRONLY ZERO_SEED RDONLY_PROG WRONLY_PROG", ""),
    /** Array with a value per CPU. */
    PERCPU_ARRAY          (6,  "4.6",  INT32,  ANY,         POSITIVE,     "RDONLY WRONLY RDONLY_PROG WRONLY_PROG", ""),
    /** Stack traces by id. */
    STACK_TRACE           (7,  "4.6",  INT32,  FRAMES,      POSITIVE,     "NUMA_NODE RDONLY WRONLY STACK_BUILD_ID", ""),
    /** Cgroups. */
    CGROUP_ARRAY          (8,  "4.8",  INT32,  INT32,       POSITIVE,     "NUMA_NODE RDONLY WRONLY", ""),
    /** Hash table that drops the least recently used. */
    LRU_HASH              (9,  "4.10", ANY,    ANY,         POSITIVE,     "NO_COMMON_LRU NUMA_NODE RDONLY WRONLY ZERO_SEED RDONLY_PROG WRONLY_PROG", ""),
    /** The same with a value per CPU. */
    LRU_PERCPU_HASH       (10, "4.10", ANY,    ANY,         POSITIVE,     "NO_COMMON_LRU NUMA_NODE RDONLY WRONLY ZERO_SEED RDONLY_PROG WRONLY_PROG", ""),
    /** Longest prefix match. */
    LPM_TRIE              (11, "4.11", PREFIX, ANY,         POSITIVE,     "NO_PREALLOC NUMA_NODE RDONLY WRONLY RDONLY_PROG WRONLY_PROG", "NO_PREALLOC"),
    /** Array of maps. */
    ARRAY_OF_MAPS         (12, "4.12", INT32,  INT32,       POSITIVE,     "NUMA_NODE RDONLY WRONLY RDONLY_PROG WRONLY_PROG", ""),
    /** Hash table of maps. */
    HASH_OF_MAPS          (13, "4.12", ANY,    INT32,       POSITIVE,     "NO_PREALLOC NUMA_NODE RDONLY WRONLY ZERO_SEED RDONLY_PROG WRONLY_PROG", ""),
    /** Network devices by index. */
    DEVMAP                (14, "4.14", INT32,  INT32_OR_64, POSITIVE,     "NUMA_NODE RDONLY WRONLY", ""),
    /** Sockets by index. */
    SOCKMAP               (15, "4.14", INT32,  INT32_OR_64, POSITIVE,     "NUMA_NODE RDONLY WRONLY RDONLY_PROG WRONLY_PROG", ""),
    /** CPUs to send packets to. */
    CPUMAP                (16, "4.15", INT32,  INT32_OR_64, POSITIVE,     "NUMA_NODE", ""),
    /** AF_XDP sockets. */
    XSKMAP                (17, "4.18", INT32,  INT32,       POSITIVE,     "NUMA_NODE RDONLY WRONLY", ""),
    /** Sockets by key. */
    SOCKHASH              (18, "4.18", ANY,    INT32_OR_64, POSITIVE,     "NUMA_NODE RDONLY WRONLY RDONLY_PROG WRONLY_PROG", ""),
    /** Storage of a cgroup and program (deprecated). */
    CGROUP_STORAGE        (19, "4.19", CGROUP, ANY,         ZERO,         "NUMA_NODE RDONLY WRONLY RDONLY_PROG WRONLY_PROG", ""),
    /** Sockets of a reuseport group. */
    REUSEPORT_SOCKARRAY   (20, "4.19", INT32,  INT32_OR_64, POSITIVE,     "NUMA_NODE RDONLY WRONLY RDONLY_PROG WRONLY_PROG", ""),
    /** The same with a value per CPU (deprecated). */
    PERCPU_CGROUP_STORAGE (21, "4.20", CGROUP, ANY,         ZERO,         "NUMA_NODE RDONLY WRONLY RDONLY_PROG WRONLY_PROG", ""),
    /** First in, first out. */
    QUEUE                 (22, "4.20", NONE,   ANY,         POSITIVE,     "NUMA_NODE RDONLY WRONLY RDONLY_PROG WRONLY_PROG", ""),
    /** Last in, first out. */
    STACK                 (23, "4.20", NONE,   ANY,         POSITIVE,     "NUMA_NODE RDONLY WRONLY RDONLY_PROG WRONLY_PROG", ""),
    /** A value per socket. */
    SK_STORAGE            (24, "5.2",  INT32,  ANY,         ZERO,         "NO_PREALLOC CLONE", "NO_PREALLOC"),
    /** Network devices by key. */
    DEVMAP_HASH           (25, "5.4",  INT32,  INT32_OR_64, POSITIVE,     "NUMA_NODE RDONLY WRONLY", ""),
    /** A kernel structure of functions. */
    STRUCT_OPS            (26, "5.6",  INT32,  LOADER,      ONE,          "LINK VTYPE_BTF_OBJ_FD", ""),
    /** Records to user space, one buffer for all CPUs. */
    RINGBUF               (27, "5.8",  NONE,   NONE,        BYTES,        "NUMA_NODE RB_OVERWRITE", ""),
    /** A value per inode. */
    INODE_STORAGE         (28, "5.10", INT32,  ANY,         ZERO,         "NO_PREALLOC", "NO_PREALLOC"),
    /** A value per task. */
    TASK_STORAGE          (29, "5.11", INT32,  ANY,         ZERO,         "NO_PREALLOC", "NO_PREALLOC"),
    /** Maybe a member, or surely not. */
    BLOOM_FILTER          (30, "5.16", NONE,   ANY,         POSITIVE,     "NUMA_NODE RDONLY WRONLY ZERO_SEED RDONLY_PROG WRONLY_PROG", ""),
    /** Records from user space. */
    USER_RINGBUF          (31, "6.1",  NONE,   NONE,        BYTES,        "NUMA_NODE", ""),
    /** A value per cgroup. */
    CGRP_STORAGE          (32, "6.2",  INT32,  ANY,         ZERO,         "NO_PREALLOC", "NO_PREALLOC"),
    /** Memory shared with user space. */
    ARENA                 (33, "6.9",  NONE,   NONE,        PAGES,        "MMAPABLE SEGV_ON_FAULT NO_USER_CONV", "MMAPABLE"),
    /** Addresses of instructions. */
    INSN_ARRAY            (34, "6.19", INT32,  LOADER,      POSITIVE,     "", ""),
    /** Hash table that resizes itself. */
    RHASH                 (35, "7.3",  ANY,    ANY,         POSITIVE,     "NO_PREALLOC NUMA_NODE RDONLY WRONLY ZERO_SEED RDONLY_PROG WRONLY_PROG", "NO_PREALLOC");
    // spotless:on

    private final int id;
    private final KernelVersion since;
    private final Shape key;
    private final Shape value;
    private final Entries entries;
    private final Set<MapFlag> flags;
    private final Set<MapFlag> requiredFlags;

    MapType(int id, String since, Shape key, Shape value, Entries entries, String flags, String requiredFlags) {
        this.id = id;
        this.since = KernelVersion.parse(since);
        this.key = key;
        this.value = value;
        this.entries = entries;
        this.flags = flags(flags);
        this.requiredFlags = flags(requiredFlags);
    }

    /** What a key or value has to look like. */
    public enum Shape {
        /** There is none, and its size must be 0. */
        NONE,
        /** Any size but 0. */
        ANY,
        /** 4 bytes; a type, where one is given, is a 32-bit integer. */
        INT32,
        /** 4 bytes, or 8 where the value carries a program or a cookie too; portable objects use 8 for devices and CPUs. */
        INT32_OR_64,
        /** A struct: {@code u32} prefix length in bits, then 1 to 256 bytes. */
        PREFIX,
        /** {@code u64} inode of a cgroup, or {@code struct bpf_cgroup_storage_key}. */
        CGROUP,
        /** A multiple of 8 bytes: one address, or 32 bytes of build id, per frame. */
        FRAMES,
        /** Fixed by the loader, which makes the map itself. */
        LOADER
    }

    /** What max_entries means. */
    public enum Entries {
        /** A number of entries, at least 1. */
        POSITIVE,
        /** 0. */
        ZERO,
        /** 1. */
        ONE,
        /** A number of entries; loaders make the number of CPUs of 0. */
        ZERO_IS_CPUS,
        /** Bytes: a power of two and a multiple of the page size. */
        BYTES,
        /** Pages, 4 GiB in all at most. */
        PAGES
    }

    /** Returns the number that {@code bpf(2)} takes. */
    public int id() {
        return id;
    }

    /** Returns the first kernel that has it. */
    public KernelVersion since() {
        return since;
    }

    /** Returns what the key has to look like. */
    public Shape key() {
        return key;
    }

    /** Returns what the value has to look like. */
    public Shape value() {
        return value;
    }

    /** Returns what max_entries means. */
    public Entries entries() {
        return entries;
    }

    /** Returns the flags it may be made with. */
    public Set<MapFlag> flags() {
        return flags;
    }

    /** Returns the flags it must be made with. */
    public Set<MapFlag> requiredFlags() {
        return requiredFlags;
    }

    /** Returns whether its values may have a {@code bpf_spin_lock}: {@code map_check_btf} of the kernel. */
    public boolean mayLock() {
        return switch (this) {
            case HASH, ARRAY, CGROUP_STORAGE, SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE -> true;
            default -> false;
        };
    }

    private static Set<MapFlag> flags(String names) {
        var flags = EnumSet.noneOf(MapFlag.class);
        for (String name : FactTable.split(names, ' ')) {
            if (!name.isEmpty()) {
                flags.add(MapFlag.valueOf(name));
            }
        }
        return Collections.unmodifiableSet(flags);
    }
}
