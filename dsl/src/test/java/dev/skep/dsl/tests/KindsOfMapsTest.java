package dev.skep.dsl.tests;

import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.cgroupSkb;
import static dev.skep.dsl.ProgramType.rawTracepoint;
import static dev.skep.dsl.ProgramType.skMsg;
import static dev.skep.dsl.ProgramType.skReuseport;
import static dev.skep.dsl.ProgramType.skSkb;
import static dev.skep.dsl.ProgramType.sockOps;
import static dev.skep.dsl.ProgramType.tc;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.dsl.UpdateFlag.ANY;
import static dev.skep.dsl.UpdateFlag.EXIST;
import static dev.skep.dsl.UpdateFlag.NOEXIST;
import static dev.skep.dsl.tests.KindsOfMaps.A;
import static dev.skep.dsl.tests.KindsOfMaps.ARRAY;
import static dev.skep.dsl.tests.KindsOfMaps.B;
import static dev.skep.dsl.tests.KindsOfMaps.BY_KEY;
import static dev.skep.dsl.tests.KindsOfMaps.CGROUPS;
import static dev.skep.dsl.tests.KindsOfMaps.CGROUP_STORAGE;
import static dev.skep.dsl.tests.KindsOfMaps.CPUS;
import static dev.skep.dsl.tests.KindsOfMaps.DEVICES;
import static dev.skep.dsl.tests.KindsOfMaps.DEVICE_HASH;
import static dev.skep.dsl.tests.KindsOfMaps.EVENTS;
import static dev.skep.dsl.tests.KindsOfMaps.FILTER;
import static dev.skep.dsl.tests.KindsOfMaps.HASH;
import static dev.skep.dsl.tests.KindsOfMaps.INNER;
import static dev.skep.dsl.tests.KindsOfMaps.INODE_STORAGE;
import static dev.skep.dsl.tests.KindsOfMaps.KEY;
import static dev.skep.dsl.tests.KindsOfMaps.LENGTH;
import static dev.skep.dsl.tests.KindsOfMaps.LRU;
import static dev.skep.dsl.tests.KindsOfMaps.LRU_PER_CPU;
import static dev.skep.dsl.tests.KindsOfMaps.MAPS;
import static dev.skep.dsl.tests.KindsOfMaps.NUMBER;
import static dev.skep.dsl.tests.KindsOfMaps.OLD_STORAGE;
import static dev.skep.dsl.tests.KindsOfMaps.PER_CPU;
import static dev.skep.dsl.tests.KindsOfMaps.PER_CPU_ARRAY;
import static dev.skep.dsl.tests.KindsOfMaps.PREFIX;
import static dev.skep.dsl.tests.KindsOfMaps.PROGRAMS;
import static dev.skep.dsl.tests.KindsOfMaps.QUEUE;
import static dev.skep.dsl.tests.KindsOfMaps.REUSEPORT;
import static dev.skep.dsl.tests.KindsOfMaps.RING;
import static dev.skep.dsl.tests.KindsOfMaps.SOCKETS;
import static dev.skep.dsl.tests.KindsOfMaps.SOCKET_HASH;
import static dev.skep.dsl.tests.KindsOfMaps.SOCKET_STORAGE;
import static dev.skep.dsl.tests.KindsOfMaps.STACK;
import static dev.skep.dsl.tests.KindsOfMaps.STACKS;
import static dev.skep.dsl.tests.KindsOfMaps.TASK_STORAGE;
import static dev.skep.dsl.tests.KindsOfMaps.TRIE;
import static dev.skep.dsl.tests.KindsOfMaps.USER_RING;
import static dev.skep.dsl.tests.KindsOfMaps.VALUE;
import static dev.skep.dsl.tests.KindsOfMaps.XSKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.CgroupVerdict;
import dev.skep.dsl.Field;
import dev.skep.dsl.FunctionBuilder;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.ObjectBuilder;
import dev.skep.dsl.ProgramBuilder;
import dev.skep.dsl.S32;
import dev.skep.dsl.SkAction;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.TcAction;
import dev.skep.dsl.U32;
import dev.skep.dsl.XdpAction;
import dev.skep.dsl.XdpBuilder;
import dev.skep.dsl.context.RawTracepointArgs;
import dev.skep.dsl.context.SkBuff;
import dev.skep.dsl.context.SkMsg;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionKind;
import dev.skep.lang.companion.ObjectCopy;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every type of map that annotated Java has, made by the kernel, and what programs do with those that can be run on a packet. */
class KindsOfMapsTest {
    /** Types that annotated Java does not have, either: made by loaders, in the newest kernels only, or shared memory with rules of its own. */
    private static final EnumSet<MapType> NOT_OURS = EnumSet.of(
            MapType.STRUCT_OPS, MapType.PERCPU_CGROUP_STORAGE, MapType.ARENA, MapType.INSN_ARRAY, MapType.RHASH);

    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<U32> PID = TASK.field("pid", U32);
    private static final GlobalDef<S32> VISITS = GlobalDef.global("visits", S32);
    private static final StructDef WORD = StructDef.struct("word");
    private static final Field<U32> BEFORE = WORD.field("before", U32);
    private static final Field<U32> BITS = WORD.field("bits", U32);
    private static final GlobalDef<U32> LAST = GlobalDef.global("last", U32);

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void everyTypeIsMade() {
        var types = ObjectReader.read(object()).maps().stream()
                .map(map -> map.type())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(MapType.class)));
        assertThat(types).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(NOT_OURS));
        try (var loaded = load()) {
            assertThat(loaded.maps()).contains("filter", "byKey", "oldStorage", "userRing", "inodeStorage");
        }
    }

    @Test
    void entriesAreKept() {
        try (var loaded = load()) {
            assertThat(run(loaded, "hashes")).isEqualTo(42);
            assertThat(run(loaded, "prefixes")).isEqualTo(42);
            assertThat(run(loaded, "queues")).isEqualTo(42);
            assertThat(loaded.global("last").number()).as("on top of the stack").isEqualTo(6);
        }
    }

    @Test
    void mapsAndProgramsAreFoundInMaps() {
        try (var loaded = load()) {
            assertThat(run(loaded, "nested")).isEqualTo(42);
            assertThat(run(loaded, "first")).isEqualTo(42);
        }
    }

    @Test
    void packetsGoWhereThereIsSomebody() {
        try (var loaded = load()) {
            assertThat(loaded.program("redirects").run(new byte[64]).returnValue())
                    .isEqualTo(2);
            assertThat(run(loaded, "tells"))
                    .as("nobody listens to perf events, one record lies in the ring")
                    .isEqualTo(24);
            assertThat(run(loaded, "perSocket")).isIn(0, 1);
        }
    }

    @Test
    void tasksKeepTheirValues() {
        try (var loaded = load()) {
            loaded.program("perTask").runContext(new byte[24]);
            loaded.program("perTask").runContext(new byte[24]);
            assertThat(loaded.global("visits").number()).isEqualTo(2);
        }
    }

    /** Sizes and settings are changed in a copy. */
    @Test
    void sizesAreSetByConfiguration() {
        var larger = ObjectCopy.of(object())
                .maxEntries("hash", 77)
                .maxEntries("ring", 8192)
                .object();
        var maps = ObjectReader.read(larger).maps().stream()
                .collect(Collectors.toMap(map -> map.name(), map -> map.maxEntries()));
        assertThat(maps).containsEntry("hash", 77L).containsEntry("ring", 8192L).containsEntry("array", 4L);
        try (var loaded = Kernel.load(larger)) {
            assertThat(run(loaded, "hashes")).isEqualTo(42);
        }
    }

    private static void hashes(ProgramBuilder<SkBuff, TcAction> p) {
        var key = key(p, 7, 3);
        var value = p.local(VALUE);
        value.set(NUMBER, 40);
        fail(p, p.update(PER_CPU, key, value, NOEXIST).ne(0), -1);
        fail(p, p.update(PER_CPU, key, value, NOEXIST).eq(0), -2);
        p.lookup(PER_CPU, key)
                .ifPresentOrElse(found -> found.set(NUMBER, found.get(NUMBER).add(2)), () -> p.returnCode(s32(-3)));
        var result = p.variable(s32(-4));
        p.lookupPerCpu(PER_CPU, key, p.smpProcessorId()).ifPresent(here -> result.set(here.get(NUMBER)));
        fail(p, p.delete(PER_CPU, key).ne(0), -5);
        p.lookupOrInsert(LRU_PER_CPU, u32(5))
                .ifPresentOrElse(count -> fail(p, count.get().ne(0), -6), () -> p.returnCode(s32(-7)));
        fail(
                p,
                p.update(ARRAY, u32(3), value, ANY)
                        .ne(0)
                        .or(p.update(ARRAY, u32(4), value, ANY).eq(0)),
                -8);
        p.lookup(ARRAY, u32(3))
                .ifPresentOrElse(slot -> fail(p, slot.get(NUMBER).ne(40), -9), () -> p.returnCode(s32(-10)));
        p.lookup(PER_CPU_ARRAY, u32(1)).ifPresent(count -> count.set(1));
        p.lookup(HASH, key).ifPresent(count -> p.returnCode(s32(-11)));
        p.lookup(LRU, u32(1)).ifPresent(count -> p.returnCode(s32(-12)));
        p.returnCode(result.get());
    }

    private static void prefixes(ProgramBuilder<SkBuff, TcAction> p) {
        var prefix = p.local(PREFIX);
        prefix.set(LENGTH, 0);
        fail(p, p.update(TRIE, prefix, u32(42), ANY).ne(0), -1);
        prefix.set(LENGTH, 32);
        p.lookup(TRIE, prefix).ifPresent(value -> p.returnCode(value.get().to(S32)));
        p.returnCode(s32(-2));
    }

    private static void queues(ProgramBuilder<SkBuff, TcAction> p) {
        var one = p.local(VALUE);
        one.set(NUMBER, 1);
        var two = p.local(VALUE);
        two.set(NUMBER, 2);
        var out = p.local(VALUE);
        fail(p, p.pop(QUEUE, out).eq(0), -1);
        fail(p, p.push(QUEUE, one, ANY).ne(0), -2);
        fail(p, p.push(QUEUE, two, ANY).ne(0), -3);
        fail(p, p.push(QUEUE, two, ANY).eq(0), -4);
        fail(p, p.push(QUEUE, two, EXIST).ne(0), -5);
        fail(p, p.peek(QUEUE, out).ne(0).or(out.get(NUMBER).ne(2)), -6);
        fail(p, p.pop(QUEUE, out).ne(0), -7);
        fail(p, p.pop(QUEUE, out).ne(0), -8);
        fail(p, p.push(STACK, u32(5), ANY).ne(0), -9);
        fail(p, p.push(STACK, u32(6), ANY).ne(0), -10);
        var word = p.local(WORD);
        fail(p, p.pop(STACK, word.at(BITS)).ne(0), -11);
        fail(p, word.get(BEFORE).ne(0), -15);
        p.global(LAST).set(word.get(BITS));
        var key = key(p, 1, 1);
        fail(p, p.mayContain(FILTER, key).eq(0), -12);
        fail(p, p.add(FILTER, key).ne(0), -13);
        fail(p, p.mayContain(FILTER, key).ne(0), -14);
        p.returnCode(s32(42));
    }

    private static void nested(ProgramBuilder<SkBuff, TcAction> p) {
        p.lookup(MAPS, u32(0))
                .ifPresentOrElse(
                        found -> fail(p, p.update(found, u32(9), u64(42), ANY).ne(0), -1), () -> p.returnCode(s32(-2)));
        p.lookup(MAPS, u32(1)).ifPresent(none -> p.returnCode(s32(-3)));
        p.lookup(BY_KEY, key(p, 1, 1)).ifPresent(none -> p.returnCode(s32(-4)));
        p.lookup(INNER, u32(9)).ifPresent(value -> p.returnCode(value.get().to(S32)));
        p.returnCode(s32(-5));
    }

    private static void first(ProgramBuilder<SkBuff, TcAction> p) {
        p.tailCall(PROGRAMS, u32(1));
        p.tailCall(PROGRAMS, u32(0));
        p.returnCode(s32(-1));
    }

    private static void redirects(XdpBuilder p) {
        p.ifThen(p.redirect(CPUS, u32(0), XdpAction.ABORTED).eq(4), () -> p.return_(XdpAction.TX));
        p.ifThen(p.redirect(XSKS, u32(0), XdpAction.DROP).ne(1), () -> p.return_(XdpAction.TX));
        p.ifThen(p.redirect(DEVICES, u32(0), XdpAction.DROP).ne(1), () -> p.return_(XdpAction.TX));
        p.returnCode(p.redirect(DEVICE_HASH, u32(77), XdpAction.PASS));
    }

    private static void tells(ProgramBuilder<SkBuff, TcAction> p) {
        var value = p.local(VALUE);
        var told = p.output(EVENTS, u64(dev.skep.dsl.PerfEventArrayDef.CURRENT_CPU), value);
        fail(p, told.eq(0), -1);
        fail(p, p.output(RING, value).ne(0), -2);
        p.returnCode(p.call(Helper.RINGBUF_QUERY, RING, 0).u64().to(S32));
    }

    private static void perSocket(ProgramBuilder<SkBuff, TcAction> p) {
        var common = p.follow(SkBuff.SK).orElseReturn(TcAction.OK);
        var socket = p.call(Helper.SK_FULLSOCK, common).sock().orElseReturn(TcAction.OK);
        var value = p.lookupOrInsert(SOCKET_STORAGE, socket).orElseReturn(TcAction.OK);
        value.set(NUMBER, value.get(NUMBER).add(1));
        p.lookup(SOCKET_STORAGE, socket).ifPresent(same -> same.set(NUMBER, 1));
        p.ifThen(
                p.call(Helper.SKB_UNDER_CGROUP, p.context(), CGROUPS, 0).s64().eq(1),
                () -> p.returnCode(value.get(NUMBER)));
        p.return_(TcAction.RECLASSIFY);
    }

    private static void perTask(ProgramBuilder<RawTracepointArgs, Integer> p) {
        var task = p.currentTaskBtf(TASK);
        var value = p.lookupOrInsert(TASK_STORAGE, task).orElseReturn(-1);
        value.set(NUMBER, value.get(NUMBER).add(1));
        p.global(VISITS).set(value.get(NUMBER));
        p.global(LAST).set(task.get(PID));
        p.ifThen(p.stackId(STACKS, u64(0)).ge(0), () -> p.return_(1));
        p.return_(0);
    }

    private static void message(ProgramBuilder<SkMsg, SkAction> p) {
        p.ifThen(
                p.context().get(SkMsg.SIZE).gt(5),
                () -> p.returnCode(p.call(Helper.MSG_REDIRECT_MAP, p.context(), SOCKETS, 1, 0)
                        .s64()
                        .to(S32)));
        p.returnCode(p.call(Helper.MSG_REDIRECT_HASH, p.context(), SOCKET_HASH, key(p, 1, 2), 0)
                .s64()
                .to(S32));
    }

    private static ObjectBuilder contents(ObjectBuilder o) {
        return o.license(GPL)
                .options(Options.DEFAULT.withTargetKernel(new KernelVersion(6, 2)))
                .program("hashes", tc(), KindsOfMapsTest::hashes)
                .program("prefixes", tc(), KindsOfMapsTest::prefixes)
                .program("queues", tc(), KindsOfMapsTest::queues)
                .program("nested", tc(), KindsOfMapsTest::nested)
                .program("first", tc(), KindsOfMapsTest::first)
                .program("second", tc(), p -> p.returnCode(s32(42)))
                .program("redirects", xdp(), KindsOfMapsTest::redirects)
                .program("tells", tc(), KindsOfMapsTest::tells)
                .program("perSocket", tc(), KindsOfMapsTest::perSocket)
                .program("perTask", rawTracepoint("sched_switch"), KindsOfMapsTest::perTask)
                .program("keep", sockOps(), p -> {
                    p.call(Helper.SOCK_MAP_UPDATE, p.context(), SOCKETS, 1, 0);
                    p.call(Helper.SOCK_HASH_UPDATE, p.context(), SOCKET_HASH, key(p, 1, 2), 0);
                    p.return_(1);
                })
                .program("message", skMsg(), KindsOfMapsTest::message)
                .program("data", skSkb(SectionKind.SK_SKB_STREAM_VERDICT), p -> {
                    p.lookup(SOCKETS, u32(0)).ifPresent(socket -> {
                        p.global(LAST).set(socket.sock().get(dev.skep.dsl.context.Sock.FAMILY));
                        socket.release();
                    });
                    p.returnCode(p.call(Helper.SK_REDIRECT_MAP, p.context(), SOCKETS, 1, 0)
                            .s64()
                            .to(S32));
                })
                .program("choose", skReuseport(), p -> {
                    p.ifThen(
                            p.call(Helper.SK_SELECT_REUSEPORT, p.context(), SOCKETS, 1, 0)
                                    .s64()
                                    .eq(0),
                            () -> p.return_(SkAction.PASS));
                    p.call(Helper.SK_SELECT_REUSEPORT, p.context(), REUSEPORT, 2, 0);
                    p.return_(SkAction.PASS);
                })
                .program("count", cgroupSkb(SectionKind.CGROUP_SKB_INGRESS), p -> {
                    var value = p.cgroupStorage(OLD_STORAGE);
                    value.set(NUMBER, value.get(NUMBER).add(1));
                    p.return_(CgroupVerdict.ALLOW);
                })
                .map(USER_RING)
                .map(INODE_STORAGE)
                .map(CGROUP_STORAGE);
    }

    private static Struct key(FunctionBuilder<?> p, int a, int b) {
        var key = p.local(KEY);
        key.set(A, a);
        key.set(B, b);
        return key;
    }

    private static void fail(FunctionBuilder<?> p, dev.skep.dsl.Condition condition, int code) {
        p.ifThen(condition, () -> p.returnCode(s32(code)));
    }

    private static int run(LoadedObject loaded, String program) {
        var packet = ByteBuffer.allocate(64).order(ByteOrder.BIG_ENDIAN).putShort(12, (short) 0x0800);
        return loaded.program(program).run(packet.array()).returnValue();
    }

    private static LoadedObject load() {
        return Kernel.load(object());
    }

    private static byte[] object() {
        return BpfObjects.build("test", KindsOfMapsTest::contents).bytes();
    }
}
