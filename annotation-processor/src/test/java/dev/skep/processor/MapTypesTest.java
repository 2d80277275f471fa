package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.kernel.MapType;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every type of map, made by the kernel, and what programs do with those that can be run on a packet. */
class MapTypesTest {
    /** Types without a class: made by loaders, or in the newest kernels only. */
    private static final EnumSet<MapType> WITHOUT_CLASS =
            EnumSet.of(MapType.STRUCT_OPS, MapType.PERCPU_CGROUP_STORAGE, MapType.INSN_ARRAY, MapType.RHASH);

    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.9")
            final class Maps {
                record Key(int a, short b) {}

                @Struct
                static final class Value {
                    int number;
                    long other;
                }

                static final BpfHashMap<Key, U64> hash = BpfHashMap.<Key, U64>of(8).numaNode(0);
                static final BpfLruHashMap<Integer, U64> lru = BpfLruHashMap.of(64);
                static final BpfPerCpuHashMap<Key, Value> perCpu = BpfPerCpuHashMap.<Key, Value>of(8).flags(1);
                static final BpfLruPerCpuHashMap<Integer, U32> lruPerCpu = BpfLruPerCpuHashMap.of(64);
                static final BpfArray<Value> array = BpfArray.of(4);
                static final BpfPerCpuArray<U64> perCpuArray = BpfPerCpuArray.of(4);
                static final BpfLpmTrie<Prefix, U32> trie = BpfLpmTrie.of(4);
                static final BpfQueue<Value> queue = BpfQueue.of(2);
                static final BpfStack<U32> stack = BpfStack.of(2);
                static final BpfBloomFilter<Key> filter = BpfBloomFilter.<Key>of(100).hashes(3);
                static final BpfHashMap<Integer, U64> inner = BpfHashMap.of(8);
                static final BpfArrayOfMaps<BpfHashMap<Integer, U64>> maps =
                        BpfArrayOfMaps.<BpfHashMap<Integer, U64>>of(2).inner(BpfHashMap.<Integer, U64>of(8)).values("inner");
                static final BpfHashOfMaps<Key, BpfArray<U32>> byKey =
                        BpfHashOfMaps.<Key, BpfArray<U32>>of(2).inner(BpfArray.<U32>of(3));
                static final BpfProgArray programs = BpfProgArray.of(2).values("second");
                static final BpfPerfEventArray<Value> events = BpfPerfEventArray.perCpu();
                static final BpfRingBuffer<Value> ring = BpfRingBuffer.ofBytes(4096);
                static final BpfUserRingBuffer userRing = BpfUserRingBuffer.ofBytes(4096);
                static final BpfArena arena = BpfArena.ofPages(4);
                static final BpfStackTrace stacks = BpfStackTrace.of(8).depth(16);
                static final BpfDevMap devices = BpfDevMap.of(4);
                static final BpfDevMapHash deviceHash = BpfDevMapHash.of(4);
                static final BpfCpuMap cpus = BpfCpuMap.of(2);
                static final BpfXskMap xsks = BpfXskMap.of(4);
                static final BpfSockMap sockets = BpfSockMap.of(4);
                static final BpfSockHash<Key> socketHash = BpfSockHash.of(4);
                static final BpfReuseportArray reuseport = BpfReuseportArray.of(4);
                static final BpfCgroupArray cgroups = BpfCgroupArray.of(4);
                static final BpfSkStorage<Value> socketStorage = BpfSkStorage.create();
                static final BpfTaskStorage<Value> taskStorage = BpfTaskStorage.create();
                static final BpfInodeStorage<Value> inodeStorage = BpfInodeStorage.create();
                static final BpfCgrpStorage<Value> cgroupStorage = BpfCgrpStorage.create();
                static final BpfCgroupStorage<Value> oldStorage = BpfCgroupStorage.create();

                record Prefix(int length, int address) {}

                @Tc
                static int hashes(SkBuff skb) {
                    var key = new Key(7, (short) 3);
                    var value = new Value();
                    value.number = 40;
                    if (!perCpu.insert(key, value) || perCpu.insert(key, value)) return -1;
                    var found = perCpu.lookup(key);
                    if (found == null) return -2;
                    found.number += 2;
                    int cpu = (int) Kernel.smpProcessorId();
                    var here = perCpu.lookupPercpu(key, cpu);
                    int result = here == null ? -3 : here.number;
                    if (!perCpu.delete(key)) return -4;
                    var counted = lruPerCpu.lookupOrInsert(5);
                    if (counted == null || counted.value != 0) return -5;
                    if (!array.update(3, value) || array.update(4, value)) return -6;
                    var slot = array.lookup(3);
                    return slot == null || slot.number != 40 ? -7 : result;
                }

                @Tc
                static int queues(SkBuff skb) {
                    var one = new Value();
                    one.number = 1;
                    var two = new Value();
                    two.number = 2;
                    var out = new Value();
                    if (queue.pop(out)) return -1;
                    if (!queue.push(one) || !queue.push(two) || queue.push(two) || !queue.pushOver(two)) return -2;
                    if (!queue.peek(out) || out.number != 2) return -3;
                    if (!queue.pop(out) || !queue.pop(out)) return -4;
                    var word = U32.of(0);
                    if (!stack.push(U32.of(5)) || !stack.push(U32.of(6)) || !stack.pop(word) || word.value != 6) return -5;
                    if (filter.mayContain(new Key(1, (short) 1)) || !filter.add(new Key(1, (short) 1))) return -6;
                    return filter.mayContain(new Key(1, (short) 1)) ? 42 : -7;
                }

                @Tc
                static int nested(SkBuff skb) {
                    var found = maps.lookup(0);
                    if (found == null) return -1;
                    if (!found.update(9, U64.of(42))) return -2;
                    var none = maps.lookup(1);
                    if (none != null) return -3;
                    if (byKey.lookup(new Key(1, (short) 1)) != null) return -4;
                    var value = inner.lookup(9);
                    return value == null ? -5 : (int) value.value;
                }

                @Tc
                static int first(SkBuff skb) {
                    programs.tailCall(skb, 1);
                    programs.tailCall(skb, 0);
                    return -1;
                }

                @Tc
                static int second(SkBuff skb) {
                    return 42;
                }

                @Xdp
                static XdpAction redirects(XdpContext context) {
                    if (cpus.redirect(0) == XdpAction.REDIRECT) return XdpAction.TX;
                    if (xsks.redirect(0, XdpAction.DROP) != XdpAction.DROP) return XdpAction.TX;
                    return deviceHash.redirect(77, XdpAction.PASS);
                }

                @Tc
                static int tells(SkBuff skb) {
                    var value = new Value();
                    long told = events.output(skb, BpfPerfEventArray.CURRENT_CPU, value);
                    return told == 0 ? 0 : (int) ring.query(1);
                }

                @Tc
                static int perSocket(SkBuff skb) {
                    var common = skb.sk;
                    if (common == null) return 0;
                    var socket = common.fullsock();
                    if (socket == null) return 0;
                    var value = socketStorage.get(socket, null, BpfSkStorage.CREATE);
                    if (value == null) return 0;
                    value.number++;
                    return cgroups.contains(skb, 0) == 1 ? value.number : 1;
                }

                @KernelType("task_struct")
                static final class Task {
                    int pid;
                }

                static int visits;

                @RawTracepoint("sched_switch")
                static int perTask(RawTracepointContext context) {
                    var task = Kernel.currentTaskBtf(Task.class);
                    var value = taskStorage.get(task, null, BpfTaskStorage.CREATE);
                    if (value == null) return -1;
                    visits = ++value.number;
                    return stacks.stackid(context, 0) >= 0 ? 1 : 0;
                }

                @SockOps
                static int keep(SockOpsContext context) {
                    sockets.update(context, 1, 0);
                    socketHash.update(context, new Key(1, (short) 2), 0);
                    return 1;
                }

                @SkMsg
                static SkAction message(SkMsgContext message) {
                    return message.size > 5 ? sockets.redirectMessage(message, 1, 0)
                            : socketHash.redirectMessage(message, new Key(1, (short) 2), 0);
                }

                @SkSkb(SkSkb.Part.STREAM_VERDICT)
                static SkAction data(SkBuff skb) {
                    return skb.len > 5 ? sockets.redirect(skb, 1, 0) : socketHash.redirect(skb, new Key(1, (short) 2), 0);
                }

                @SkReuseport
                static SkAction choose(SkReuseportContext context) {
                    if (sockets.select(context, 1, 0) == 0) return SkAction.PASS;
                    return reuseport.select(context, 2, 0) == 0 ? SkAction.PASS : SkAction.DROP;
                }

                @CgroupSkb(CgroupSkb.Direction.INGRESS)
                static SkAction count(SkBuff skb) {
                    oldStorage.get().number++;
                    return SkAction.PASS;
                }
            }
            """;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    @Test
    void everyTypeHasAClassAndIsMade() {
        var object = ObjectReader.read(object());
        var types = object.maps().stream()
                .map(map -> map.type())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(MapType.class)));
        assertThat(types).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(WITHOUT_CLASS));
        try (var loaded = load()) {
            assertThat(loaded.maps()).contains("filter", "byKey", "oldStorage", "userRing");
        }
    }

    @Test
    void entriesAreKept() {
        try (var loaded = load()) {
            assertThat(tc(loaded, "hashes")).isEqualTo(42);
            assertThat(tc(loaded, "queues")).isEqualTo(42);
        }
    }

    @Test
    void mapsAndProgramsAreFoundInMaps() {
        try (var loaded = load()) {
            assertThat(tc(loaded, "nested")).isEqualTo(42);
            assertThat(tc(loaded, "first")).isEqualTo(42);
        }
    }

    @Test
    void packetsGoWhereThereIsSomebody() {
        try (var loaded = load()) {
            assertThat(loaded.program("redirects").run(new byte[64]).returnValue())
                    .isEqualTo(2);
            assertThat(tc(loaded, "tells"))
                    .as("nobody listens, so the size of the ring")
                    .isEqualTo(4096);
            assertThat(tc(loaded, "perSocket")).isIn(0, 1);
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

    private static int tc(LoadedObject loaded, String program) {
        var packet = ByteBuffer.allocate(64).order(ByteOrder.BIG_ENDIAN).putShort(12, (short) 0x0800);
        return loaded.program(program).run(packet.array()).returnValue();
    }

    private static LoadedObject load() {
        return Kernel.load(object());
    }

    private static byte[] object() {
        return Build.of("Maps", SOURCE).objectOrFail("Maps");
    }
}
