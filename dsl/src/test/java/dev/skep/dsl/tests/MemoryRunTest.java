package dev.skep.dsl.tests;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.ArrayDef.perCpuArray;
import static dev.skep.dsl.ConfigDef.config;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.HashMapDef.lruHashMap;
import static dev.skep.dsl.RingBufferDef.ringBuffer;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.chars;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.dsl.UpdateFlag.ANY;
import static dev.skep.dsl.UpdateFlag.EXIST;
import static dev.skep.dsl.UpdateFlag.NOEXIST;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.XdpRun.INPUT;
import static dev.skep.dsl.tests.XdpRun.RESULT;
import static dev.skep.dsl.tests.XdpRun.load;
import static dev.skep.dsl.tests.XdpRun.pass;
import static dev.skep.dsl.tests.XdpRun.result;
import static dev.skep.dsl.tests.XdpRun.tcp;
import static dev.skep.dsl.tests.XdpRun.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.Be32;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.ConfigDef;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.License;
import dev.skep.dsl.ProgramType;
import dev.skep.dsl.RingBufferDef;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.dsl.net.EthHdr;
import dev.skep.dsl.net.Ipv4Hdr;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.NativeOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What maps, globals, records and atomics do in the running kernel. */
class MemoryRunTest {
    private static final StructDef FLOW = struct("flow");
    private static final Field<Be32> ADDRESS = FLOW.field("address", BE32);
    private static final Field<U16> PORT = FLOW.field("port", U16);

    private static final StructDef EVENT = struct("event");
    private static final Field<U64> TIME = EVENT.field("time", U64);
    private static final Field<Struct> WHO = EVENT.field("who", FLOW);
    private static final Field<Bytes> NAME = EVENT.field("name", chars(6));
    private static final Field<U8> KIND = EVENT.field("kind", U8);
    private static final Field<U8> LOW = EVENT.bits("low", KIND, 0, 3);
    private static final Field<U8> HIGH = EVENT.bits("high", KIND, 3, 5);

    private static final GlobalDef<Struct> LAST = global("last", EVENT);
    private static final ConfigDef<U32> MODE = config("mode", U32, 1);
    private static final HashMapDef<Be32, U64> HITS = hashMap("hits", BE32, U64).maxEntries(16);
    private static final HashMapDef<Struct, Struct> FLOWS =
            lruHashMap("flows", FLOW, EVENT).maxEntries(16);
    private static final ArrayDef<Bytes> BLOBS = array("blobs", bytes(8)).maxEntries(4);
    private static final ArrayDef<U64> PER_CPU = perCpuArray("per_cpu", U64).maxEntries(2);
    private static final RingBufferDef EVENTS = ringBuffer("events", EVENT).bytes(4096);

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void countsInAHashMap() {
        try (var loaded = load(p -> {
            var packet = p.packet();
            packet.next(EthHdr.TYPE).orElseReturn(PASS);
            var source = packet.next(Ipv4Hdr.TYPE).orElseReturn(PASS).get(Ipv4Hdr.SADDR);
            p.lookup(HITS, source)
                    .ifPresentOrElse(hit -> hit.atomicAdd(1), () -> p.update(HITS, source, u64(1), NOEXIST));
        })) {
            for (var i = 0; i < 3; i++) verdict(loaded, tcp(0, 80, 0));
            assertThat(loaded.map("hits").lookup(new byte[] {10, 0, 0, 1})).hasValue(NativeOrder.u64(3));
        }
    }

    @Test
    void saysWhetherAnUpdateOrDeleteWorked() {
        try (var loaded = load(p -> {
            var key = p.local(FLOW);
            key.set(PORT, p.global(INPUT).get().to(U16));
            var value = p.local(EVENT);
            var none = p.update(FLOWS, key, value, EXIST);
            var made = p.update(FLOWS, key, value, ANY);
            var again = p.update(FLOWS, key, value, NOEXIST);
            var gone = p.delete(FLOWS, key);
            var twice = p.delete(FLOWS, key);
            p.global(RESULT)
                    .set(none.mul(100)
                            .sub(again)
                            .mul(100)
                            .add(twice)
                            .add(made)
                            .add(gone)
                            .to(U64));
        })) {
            assertThat(result(loaded, 7)).isEqualTo((-2 * 100 + 17) * 100 - 2); // ENOENT, EEXIST, ENOENT
        }
    }

    @Test
    void keepsStructsInMaps() {
        try (var loaded = load(p -> {
            var key = p.local(FLOW);
            key.set(PORT, 53);
            key.set(ADDRESS, 0x0a000001);
            var event = p.local(EVENT);
            event.set(TIME, 5);
            event.set(LOW, 5);
            event.set(HIGH, event.get(LOW).add(12));
            event.set(WHO, key);
            event.get(WHO).set(PORT, 54);
            event.get(NAME).set(2, 'x');
            p.update(FLOWS, key, event, ANY);
            var found = p.lookup(FLOWS, key).orElseReturn(DROP);
            found.at(TIME).atomicAdd(found.get(WHO).get(PORT).to(U64));
            p.update(FLOWS, found.get(WHO), found, NOEXIST);
        })) {
            assertThat(verdict(loaded, new byte[64])).isEqualTo(PASS);
            var value = event(59, 0x0a000001, 54, new byte[] {0, 0, 'x', 0, 0, 0}, 17 << 3 | 5);
            assertThat(loaded.map("flows").lookup(flow(0x0a000001, 53))).hasValue(value);
            assertThat(loaded.map("flows").lookup(flow(0x0a000001, 54))).hasValue(value);
        }
    }

    @Test
    void countsPerCpu() {
        try (var loaded = load(p -> p.lookup(PER_CPU, u32(1))
                .ifPresent(count -> count.set(count.get().add(2))))) {
            verdict(loaded, new byte[64]);
            verdict(loaded, new byte[64]);
            var values = loaded.map("per_cpu").lookupPerCpu(NativeOrder.u32(1)).orElseThrow();
            assertThat(values.stream().mapToLong(NativeOrder::number).sum()).isEqualTo(4);
        }
    }

    @Test
    void movesBytes() {
        try (var loaded = load(p -> {
            var from = p.lookup(BLOBS, u32(3)).orElseReturn(DROP);
            var to = p.lookup(BLOBS, u32(0)).orElseReturn(DROP);
            to.copyFrom(from);
            to.set(0, from.get(7));
            from.zero();
        })) {
            loaded.map("blobs").update(NativeOrder.u32(3), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
            assertThat(verdict(loaded, new byte[64])).isEqualTo(PASS);
            assertThat(loaded.map("blobs").lookup(NativeOrder.u32(0))).hasValue(new byte[] {8, 2, 3, 4, 5, 6, 7, 8});
            assertThat(loaded.map("blobs").lookup(NativeOrder.u32(3))).hasValue(new byte[8]);
        }
    }

    @Test
    void seesArraysEndAtTheirSize() {
        try (var loaded = load(p -> p.lookup(BLOBS, p.global(INPUT).get())
                .ifPresentOrElse(
                        blob -> p.global(RESULT).set(1), () -> p.global(RESULT).set(2)))) {
            assertThat(result(loaded, 3)).isEqualTo(1);
            assertThat(result(loaded, 4)).isEqualTo(2);
        }
    }

    @Test
    void submitsAndDiscardsRecords() {
        try (var loaded = load(p -> p.reserve(EVENTS).ifPresent(event -> {
            event.asBytes().zero();
            event.set(TIME, p.global(INPUT).get().to(U64));
            event.get(NAME).set(0, 'a');
            p.ifThenElse(p.global(INPUT).get().and(1).eq(0), event::submit, event::discard);
        }))) {
            for (var i = 1; i < 5; i++) pass(loaded, i);
            var name = new byte[] {'a', 0, 0, 0, 0, 0};
            assertThat(loaded.map("events").consume())
                    .containsExactly(event(2, 0, 0, name, 0), event(4, 0, 0, name, 0));
        }
    }

    @Test
    void saysWhenTheRingBufferIsFull() {
        try (var loaded = load(p -> {
            var event = p.reserve(EVENTS).orElseReturn(DROP);
            event.asBytes().zero();
            event.submit();
        })) {
            var run = 0;
            while (verdict(loaded, new byte[64]) == PASS) run++;
            assertThat(run).isEqualTo(4096 / (8 + 24) - 1);
        }
    }

    @Test
    void sharesGlobals() {
        try (var loaded = load(p -> {
            var last = p.global(LAST);
            last.set(TIME, last.get(TIME).add(1));
            last.get(WHO).set(PORT, p.global(INPUT).get().to(U16));
        })) {
            pass(loaded, 80);
            pass(loaded, 81);
            assertThat(loaded.global("last").bytes()).isEqualTo(event(2, 0, 81, new byte[6], 0));
            assertThat(loaded.global("input").number()).isEqualTo(81);
        }
    }

    @Test
    void startsGlobalsAndSettingsAsDeclared() {
        var object = BpfObjects.build("test", o -> o.license(License.GPL).program("test", ProgramType.xdp(), p -> {
            p.global(RESULT)
                    .set(p.config(MODE).mul(10).add(p.global(INPUT).get()).to(U64));
            p.return_(PASS);
        }));
        try (var loaded = Kernel.load(object.bytes())) {
            verdict(loaded, new byte[64]);
            assertThat(loaded.global("result").number()).isEqualTo(13);
        }
        try (var loaded =
                Kernel.open(object.bytes()).set("mode", 7).set("input", 5).load()) {
            verdict(loaded, new byte[64]);
            assertThat(loaded.global("result").number()).isEqualTo(75);
        }
    }

    @Test
    void changesNumbersAtomically() {
        try (var loaded = load(p -> {
            var cell = p.global(RESULT);
            cell.set(0xf0);
            cell.atomicAdd(0x0f);
            cell.atomicOr(0x100);
            cell.atomicAnd(0x1fe);
            cell.atomicXor(1);
            var added = cell.fetchAdd(1); // 0x1ff
            var exchanged = cell.exchange(5); // 0x200
            var failed = cell.compareExchange(u64(4), u64(9)); // 5
            var worked = cell.compareExchange(u64(5), u64(6)); // 5
            var narrow = p.global(INPUT).fetchAdd(3).to(U64);
            cell.set(cell.get()
                    .add(added.lsh(16))
                    .add(exchanged.lsh(32))
                    .add(failed.add(worked).lsh(8))
                    .add(narrow.lsh(48)));
        })) {
            assertThat(result(loaded, 2)).isEqualTo(2L << 48 | 0x200L << 32 | 0x1ffL << 16 | 10 << 8 | 6);
            assertThat(loaded.global("input").number()).isEqualTo(5);
        }
    }

    private static byte[] event(long time, int address, int port, byte[] name, int kind) {
        var bytes = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        bytes.putLong(time).put(flow(address, port)).put(name).put((byte) kind);
        return bytes.array();
    }

    private static byte[] flow(int address, int port) {
        var bytes = ByteBuffer.allocate(8).putInt(address).order(ByteOrder.nativeOrder());
        return bytes.putShort((short) port).array();
    }
}
