package dev.skep.dsl.tests;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.BloomFilterDef.bloomFilter;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.MapOfMapsDef.arrayOfMaps;
import static dev.skep.dsl.ProgramType.skLookup;
import static dev.skep.dsl.ProgramType.tc;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.SocketMapDef.sockMap;
import static dev.skep.dsl.StackTraceDef.stackTrace;
import static dev.skep.dsl.StorageDef.skStorage;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.Misuse.definition;
import static dev.skep.dsl.tests.Misuse.row;

import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.RedirectMapDef;
import dev.skep.dsl.SkAction;
import dev.skep.dsl.Socket;
import dev.skep.dsl.SocketMapDef;
import dev.skep.dsl.StorageDef;
import dev.skep.dsl.TcAction;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.Units;
import dev.skep.dsl.XdpAction;
import dev.skep.dsl.context.Sock;
import dev.skep.kernel.MapFlag;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wrong uses of maps: each is an exception with this message, thrown at the user's line. */
class MapMisuseTest {
    private static final HashMapDef<U32, U64> HASH = hashMap("hash", U32, U64).maxEntries(1);
    private static final ArrayDef<U64> ARRAY = array("array", U64).maxEntries(1);
    private static final RedirectMapDef DEVICES =
            RedirectMapDef.devMap("devices").maxEntries(1);
    private static final SocketMapDef<U32> SOCKETS = sockMap("sockets").maxEntries(1);
    private static final StorageDef<U64> STORAGE = skStorage("storage", U64);
    private static final KernelStruct TASK = KernelStruct.kernelStruct("task_struct");
    private static final KernelField<U32> PID = TASK.field("pid", U32);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesADefinition() {
        return Stream.of(
            definition("flag of others",     "map `array` has the flag NO_PREALLOC, which maps of type ARRAY do not have",
                () -> ARRAY.flags(MapFlag.NO_PREALLOC)),
            definition("no entries",         "map `hash` has 0 entries, need at least 1",
                () -> HASH.maxEntries(0)),
            definition("entries of a storage", "map `storage` has as many entries as the kernel makes",
                () -> STORAGE.maxEntries(1)),
            definition("NUMA node",          "the NUMA node is 1024, allowed are 0 to 1023",
                () -> HASH.numaNode(1024)),
            definition("hash functions",     "the number of hash functions is 16, allowed are 1 to 15",
                () -> bloomFilter("filter", U32).hashes(16)),
            definition("depth of stacks",    "the depth of stacks is 128, allowed are 1 to 127",
                () -> stackTrace("stacks").depth(128)),
            definition("pinned inner map",   "an inner map of `maps` is pinned",
                () -> arrayOfMaps("maps", HASH.pinned())),
            definition("another inner map",  "map `other` is not like those in `maps`",
                () -> arrayOfMaps("maps", HASH).values(HashMapDef.lruHashMap("other", U32, U64))));
    }

    @TestFactory
    Stream<DynamicTest> refusesAUse() {
        return Stream.of(
            row("deletes from an array",     "map `array` is an array, whose entries are always there",
                (p, guilty) -> { guilty.at(() -> p.delete(ARRAY, u32(0))); p.return_(PASS); }),
            row("one value for all CPUs",    "map `hash` has no value for each CPU",
                (p, guilty) -> { guilty.at(() -> p.lookupPerCpu(HASH, u32(0), u32(0))); p.return_(PASS); }),
            row("redirects anyway",          "there is nowhere else to redirect to, say DROP or PASS",
                (p, guilty) -> { guilty.at(() -> p.redirect(DEVICES, u32(0), XdpAction.REDIRECT)); p.return_(PASS); }),
            row("value of a thread",         "map `storage` of type SK_STORAGE keeps no values of a `task_struct`",
                (p, guilty) -> { var task = TASK.at(p.ktimeGetNs()); task.get(PID); guilty.at(() -> p.lookup(STORAGE, task)); p.return_(PASS); }),
            row("value of its cgroup",       "map `storage` keeps no values of the cgroup of a program",
                (p, guilty) -> { guilty.at(() -> p.cgroupStorage(STORAGE)); p.return_(PASS); }),
            definition("value of another CPU", "`bpf_map_lookup_percpu_elem` needs kernel 5.19, the object must load on 5.10; say another in o.options(…)",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> p.lookupPerCpu(ArrayDef.perCpuArray("each", U64).maxEntries(1), u32(0), u32(0))))));
    }

    @TestFactory
    Stream<DynamicTest> refusesAReference() {
        return Stream.of(
            definition("held at a return",   "socket of LINE is still held at this return; call release() before",
                () -> Units.of(o -> o.license(GPL).program("test", skLookup(), p -> p.lookup(SOCKETS, u32(0)).ifPresent(socket -> p.return_(SkAction.PASS))))),
            definition("left at the end",    "socket of LINE reaches the end of its block; call release()",
                () -> Units.of(o -> o.license(GPL).program("test", skLookup(), p -> p.lookup(SOCKETS, u32(0)).ifPresent(Socket::sock)))),
            definition("read after release", "socket of LINE is used after release()",
                () -> Units.of(o -> o.license(GPL).program("test", skLookup(), p -> p.lookup(SOCKETS, u32(0)).ifPresent(socket -> { var sock = socket.sock(); socket.release(); sock.get(Sock.FAMILY); })))),
            definition("released twice",     "socket of LINE is used after release()",
                () -> Units.of(o -> o.license(GPL).program("test", skLookup(), p -> p.lookup(SOCKETS, u32(0)).ifPresent(socket -> { socket.release(); socket.release(); })))),
            definition("kept for later",     "the socket of LINE is used after its block has ended; a variable made before the block carries values out",
                () -> { var kept = new ArrayList<Socket>(); Units.of(o -> o.license(GPL).program("test", tc(), p -> { p.lookup(SOCKETS, u32(0)).ifPresent(socket -> { kept.add(socket); socket.release(); }); kept.get(0).sock(); p.return_(TcAction.OK); })); }));
    }
    // spotless:on
}
