package dev.skep.processor.type;

import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.MapType;
import dev.skep.lang.BpfListHead;
import dev.skep.lang.BpfListNode;
import dev.skep.lang.BpfRbNode;
import dev.skep.lang.BpfRbRoot;
import dev.skep.lang.BpfRefcount;
import dev.skep.lang.BpfResSpinLock;
import dev.skep.lang.BpfSpinLock;
import dev.skep.lang.BpfTaskWork;
import dev.skep.lang.BpfTimer;
import dev.skep.lang.BpfWorkqueue;
import dev.skep.lang.Kptr;
import dev.skep.lang.KptrUntrusted;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the kernel keeps in the values of maps for itself. It finds such a field by the name of its struct in BTF ({@code btf_parse_fields} of
 * {@code kernel/bpf/btf.c}), makes it, leaves it out when values are copied, and lets only helpers of its own touch it. Which maps may have it
 * says {@code map_check_btf} of {@code kernel/bpf/syscall.c}.
 */
public enum Special {
    SPIN_LOCK(BpfSpinLock.class, "5.1", lock("bpf_spin_lock"), Maps.LOCKED),
    /** One that gives up: a value has this lock or the other one. */
    RES_SPIN_LOCK(BpfResSpinLock.class, "6.15", lock("bpf_res_spin_lock"), Maps.LOCKED),
    TIMER(BpfTimer.class, "5.15", opaque("bpf_timer", BpfType.U64, 2), Maps.LATER),
    WORKQUEUE(BpfWorkqueue.class, "6.10", opaque("bpf_wq", BpfType.U64, 2), Maps.LATER),
    TASK_WORK(BpfTaskWork.class, "6.18", opaque("bpf_task_work", BpfType.U64, 1), Maps.LATER),
    /** A pointer of which the kernel knows the type by its tag: a value may have several. */
    KPTR(Kptr.class, "6.4", new BpfType.Pointer(BpfType.VOID), Maps.POINTING),
    /** The same, of objects that may be gone. */
    KPTR_UNTRUSTED(KptrUntrusted.class, "5.19", new BpfType.Pointer(BpfType.VOID), Maps.POINTING),
    /** Of what it consists is said by a tag: a value may have several. */
    LIST_HEAD(BpfListHead.class, "6.6", opaque("bpf_list_head", BpfType.U64, 2), Maps.ROOTED),
    RB_ROOT(BpfRbRoot.class, "6.6", opaque("bpf_rb_root", BpfType.U64, 2), Maps.ROOTED),
    /** The kernel finds none of another size, and up to 6.5 they were smaller. */
    LIST_NODE(BpfListNode.class, "6.6", opaque("bpf_list_node", BpfType.U64, 3), Maps.NONE),
    RB_NODE(BpfRbNode.class, "6.6", opaque("bpf_rb_node", BpfType.U64, 4), Maps.NONE),
    REFCOUNT(BpfRefcount.class, "6.6", opaque("bpf_refcount", BpfType.U32, 1), Maps.NONE);

    private static final Set<Special> OF_OBJECTS = EnumSet.of(LIST_NODE, RB_NODE, REFCOUNT);

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
        static final Set<MapType> LOCKED =
                Arrays.stream(MapType.values()).filter(MapType::mayLock).collect(Collectors.toUnmodifiableSet());

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

        static final Set<MapType> ROOTED = EnumSet.of(MapType.HASH, MapType.ARRAY);

        static final Set<MapType> NONE = EnumSet.noneOf(MapType.class);

        private Maps() {}
    }

    private static StructType lock(String name) {
        return StructType.struct(name).member("val", BpfType.U32).build();
    }

    private static StructType opaque(String name, BpfType word, int words) {
        return StructType.struct(name)
                .member("__opaque", new BpfType.Array(word, words))
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

    /** Returns the first kernel that knows it in values of maps of a type: at first no map with several values for a key had pointers. */
    public KernelVersion since(MapType map) {
        return this == KPTR_UNTRUSTED && !Maps.LATER.contains(map) ? KPTR.since : since;
    }

    /** Returns the types of maps whose values may have it. */
    public Set<MapType> maps() {
        return maps;
    }

    /** Returns whether a value may have more than one. */
    public boolean isRepeatable() {
        return this == KPTR || this == KPTR_UNTRUSTED || isRoot();
    }

    /** Returns whether it is a lock, of which a value has one, of whichever kind. */
    public boolean isLock() {
        return this == SPIN_LOCK || this == RES_SPIN_LOCK;
    }

    /** Returns whether it is a list or a tree, which consists of objects. */
    public boolean isRoot() {
        return this == LIST_HEAD || this == RB_ROOT;
    }

    /** Returns whether it lies in objects that programs allocate, and in no values of maps. */
    public boolean isOfObjects() {
        return OF_OBJECTS.contains(this);
    }

    /** Returns by which field objects hang in a list or a tree. */
    Special node() {
        return this == LIST_HEAD ? LIST_NODE : RB_NODE;
    }
}
