package dev.skep.dsl.tests;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.ArrayDef.perCpuArray;
import static dev.skep.dsl.BloomFilterDef.bloomFilter;
import static dev.skep.dsl.CgroupArrayDef.cgroupArray;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.HashMapDef.lpmTrie;
import static dev.skep.dsl.HashMapDef.lruHashMap;
import static dev.skep.dsl.HashMapDef.lruPerCpuHashMap;
import static dev.skep.dsl.HashMapDef.perCpuHashMap;
import static dev.skep.dsl.MapOfMapsDef.arrayOfMaps;
import static dev.skep.dsl.MapOfMapsDef.hashOfMaps;
import static dev.skep.dsl.PerfEventArrayDef.perfEventArray;
import static dev.skep.dsl.ProgArrayDef.progArray;
import static dev.skep.dsl.QueueDef.queue;
import static dev.skep.dsl.QueueDef.stack;
import static dev.skep.dsl.RedirectMapDef.cpuMap;
import static dev.skep.dsl.RedirectMapDef.devMap;
import static dev.skep.dsl.RedirectMapDef.devMapHash;
import static dev.skep.dsl.RedirectMapDef.xskMap;
import static dev.skep.dsl.RingBufferDef.ringBuffer;
import static dev.skep.dsl.SocketMapDef.reuseportArray;
import static dev.skep.dsl.SocketMapDef.sockHash;
import static dev.skep.dsl.SocketMapDef.sockMap;
import static dev.skep.dsl.StackTraceDef.stackTrace;
import static dev.skep.dsl.StorageDef.cgroupStorage;
import static dev.skep.dsl.StorageDef.cgrpStorage;
import static dev.skep.dsl.StorageDef.inodeStorage;
import static dev.skep.dsl.StorageDef.skStorage;
import static dev.skep.dsl.StorageDef.taskStorage;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S16;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.UserRingBufferDef.userRingBuffer;

import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.BloomFilterDef;
import dev.skep.dsl.CgroupArrayDef;
import dev.skep.dsl.Field;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.MapOfMapsDef;
import dev.skep.dsl.PerfEventArrayDef;
import dev.skep.dsl.ProgArrayDef;
import dev.skep.dsl.QueueDef;
import dev.skep.dsl.RedirectMapDef;
import dev.skep.dsl.RingBufferDef;
import dev.skep.dsl.S16;
import dev.skep.dsl.S32;
import dev.skep.dsl.S64;
import dev.skep.dsl.SocketMapDef;
import dev.skep.dsl.StackTraceDef;
import dev.skep.dsl.StorageDef;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.UserRingBufferDef;
import dev.skep.kernel.MapFlag;

/** A map of every type that the fluent API has. */
final class KindsOfMaps {
    static final StructDef KEY = struct("Key");
    static final Field<S32> A = KEY.field("a", S32);
    static final Field<S16> B = KEY.field("b", S16);
    static final Field<S16> PADDING = KEY.field("padding", S16);

    static final StructDef VALUE = struct("Value");
    static final Field<S32> NUMBER = VALUE.field("number", S32);
    static final Field<S64> OTHER = VALUE.field("other", S64);

    static final StructDef PREFIX = struct("Prefix");
    static final Field<U32> LENGTH = PREFIX.field("length", U32);
    static final Field<U32> ADDRESS = PREFIX.field("address", U32);

    // spotless:off
    static final HashMapDef<Struct, U64> HASH = hashMap("hash", KEY, U64).maxEntries(8).numaNode(0);
    static final HashMapDef<U32, U64> LRU = lruHashMap("lru", U32, U64).maxEntries(64);
    static final HashMapDef<Struct, Struct> PER_CPU = perCpuHashMap("perCpu", KEY, VALUE).maxEntries(8).flags(MapFlag.NO_PREALLOC);
    static final HashMapDef<U32, U32> LRU_PER_CPU = lruPerCpuHashMap("lruPerCpu", U32, U32).maxEntries(64);
    static final ArrayDef<Struct> ARRAY = array("array", VALUE).maxEntries(4);
    static final ArrayDef<U64> PER_CPU_ARRAY = perCpuArray("perCpuArray", U64).maxEntries(4);
    static final HashMapDef<Struct, U32> TRIE = lpmTrie("trie", PREFIX, U32).maxEntries(4);
    static final QueueDef<Struct> QUEUE = queue("queue", VALUE).maxEntries(2);
    static final QueueDef<U32> STACK = stack("stack", U32).maxEntries(2);
    static final BloomFilterDef<Struct> FILTER = bloomFilter("filter", KEY).maxEntries(100).hashes(3);
    static final HashMapDef<U32, U64> INNER = hashMap("inner", U32, U64).maxEntries(8);
    static final MapOfMapsDef<U32, U32, U64> MAPS = arrayOfMaps("maps", INNER).maxEntries(2).values(INNER);
    static final MapOfMapsDef<Struct, U32, U32> BY_KEY = hashOfMaps("byKey", KEY, array("like", U32).maxEntries(3)).maxEntries(2);
    static final ProgArrayDef PROGRAMS = progArray("programs").maxEntries(2).values("second");
    static final PerfEventArrayDef EVENTS = perfEventArray("events", VALUE);
    static final RingBufferDef RING = ringBuffer("ring", VALUE).bytes(4096);
    static final UserRingBufferDef USER_RING = userRingBuffer("userRing").bytes(4096);
    static final StackTraceDef STACKS = stackTrace("stacks").maxEntries(8).depth(16);
    static final RedirectMapDef DEVICES = devMap("devices").maxEntries(4);
    static final RedirectMapDef DEVICE_HASH = devMapHash("deviceHash").maxEntries(4);
    static final RedirectMapDef CPUS = cpuMap("cpus").maxEntries(2);
    static final RedirectMapDef XSKS = xskMap("xsks").maxEntries(4);
    static final SocketMapDef<U32> SOCKETS = sockMap("sockets").maxEntries(4);
    static final SocketMapDef<Struct> SOCKET_HASH = sockHash("socketHash", KEY).maxEntries(4);
    static final SocketMapDef<U32> REUSEPORT = reuseportArray("reuseport").maxEntries(4);
    static final CgroupArrayDef CGROUPS = cgroupArray("cgroups").maxEntries(4);
    static final StorageDef<Struct> SOCKET_STORAGE = skStorage("socketStorage", VALUE);
    static final StorageDef<Struct> TASK_STORAGE = taskStorage("taskStorage", VALUE);
    static final StorageDef<Struct> INODE_STORAGE = inodeStorage("inodeStorage", VALUE);
    static final StorageDef<Struct> CGROUP_STORAGE = cgrpStorage("cgroupStorage", VALUE);
    static final StorageDef<Struct> OLD_STORAGE = cgroupStorage("oldStorage", VALUE);
    // spotless:on

    private KindsOfMaps() {}
}
