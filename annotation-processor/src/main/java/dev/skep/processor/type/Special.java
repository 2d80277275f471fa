package dev.skep.processor.type;

import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.MapType;
import dev.skep.lang.BpfSpinLock;
import dev.skep.lang.BpfTimer;
import dev.skep.lang.BpfWorkqueue;
import dev.skep.lang.Kptr;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the kernel keeps in the values of maps for itself. It finds such a field by the name of its struct in BTF ({@code btf_parse_fields} of
 * {@code kernel/bpf/btf.c}), makes it, leaves it out when values are copied, and lets only helpers of its own touch it. Which maps may have it
 * says {@code map_check_btf} of {@code kernel/bpf/syscall.c}.
 */
public enum Special {
    SPIN_LOCK(BpfSpinLock.class, "5.1", word(), Maps.LOCKED),
    TIMER(BpfTimer.class, "5.15", opaque("bpf_timer"), Maps.LATER),
    WORKQUEUE(BpfWorkqueue.class, "6.10", opaque("bpf_wq"), Maps.LATER),
    /** A pointer of which the kernel knows the type by its tag: a value may have several. */
    KPTR(Kptr.class, "6.4", new BpfType.Pointer(BpfType.VOID), Maps.POINTING);

    private final Class<?> word;
    private final KernelVersion since;
    private final BpfType memory;
    private final Set<MapType> maps;

    Special(Class<?> word, String since, BpfType memory, Set<MapType> maps) {
        this.word = word;
        this.since = KernelVersion.parse(since);
        this.memory = memory;
        this.maps = maps;
    }

    /** Which maps may have it. */
    private static final class Maps {
        static final Set<MapType> LOCKED = EnumSet.of(
                MapType.HASH,
                MapType.ARRAY,
                MapType.CGROUP_STORAGE,
                MapType.SK_STORAGE,
                MapType.INODE_STORAGE,
                MapType.TASK_STORAGE,
                MapType.CGRP_STORAGE);

        static final Set<MapType> LATER = EnumSet.of(MapType.HASH, MapType.LRU_HASH, MapType.ARRAY);

        static final Set<MapType> POINTING = EnumSet.of(
                MapType.HASH,
                MapType.PERCPU_HASH,
                MapType.LRU_HASH,
                MapType.LRU_PERCPU_HASH,
                MapType.ARRAY,
                MapType.PERCPU_ARRAY,
                MapType.SK_STORAGE,
                MapType.INODE_STORAGE,
                MapType.TASK_STORAGE,
                MapType.CGRP_STORAGE);

        private Maps() {}
    }

    private static StructType word() {
        return StructType.struct("bpf_spin_lock").member("val", BpfType.U32).build();
    }

    private static StructType opaque(String name) {
        return StructType.struct(name)
                .member("__opaque", new BpfType.Array(BpfType.U64, 2))
                .build();
    }

    /** Returns the one that a class of that name stands for. */
    static Optional<Special> of(String qualifiedName) {
        return Arrays.stream(values())
                .filter(special -> special.word.getName().equals(qualifiedName))
                .findFirst();
    }

    /** Returns how Java names it. */
    public String text() {
        return word.getSimpleName();
    }

    /** Returns its layout, with the name by which the kernel finds it. */
    public BpfType memory() {
        return memory;
    }

    /** Returns the first kernel that knows it. */
    public KernelVersion since() {
        return since;
    }

    /** Returns the types of maps whose values may have it. */
    public Set<MapType> maps() {
        return maps;
    }

    /** Returns whether a value may have more than one. */
    public boolean isRepeatable() {
        return this == KPTR;
    }
}
