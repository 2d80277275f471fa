package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dynptrs of map values, packets and ring buffers, in the kernel. */
class DynptrsTest {
    private static final String MEMORY = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.5")
            final class Memories {
                @Struct
                static final class Value {
                    int first;
                    @Length(28) byte[] rest;
                }

                @Struct
                static final class Pair {
                    int a;
                    int b;
                }

                record Point(int x, int y) {}

                static final BpfArray<Value> values = BpfArray.of(1);
                static final Pair global = new Pair();

                @Xdp
                static int readsAndWrites(XdpContext context) {
                    var value = values.lookup(0);
                    if (value == null) return -1;
                    var dynptr = Kernel.dynptrFromMem(value);
                    var pair = new Pair();
                    pair.a = 7;
                    pair.b = 35;
                    if (dynptr.write(8, pair, 0) != 0) return -2;
                    if (dynptr.write(28, pair, 0) != -7) return -3;
                    var back = new Pair();
                    if (dynptr.read(back, 8) != 0) return -4;
                    if (dynptr.read(back, 25) != -7) return -5;
                    return back.a + back.b;
                }

                @Xdp
                static int inPlace(XdpContext context) {
                    var value = values.lookup(0);
                    if (value == null) return -1;
                    value.first = 40;
                    var dynptr = Kernel.dynptrFromMem(value);
                    var cell = dynptr.data(0, U32.class);
                    if (cell == null) return -2;
                    cell.value += 2;
                    var point = dynptr.data(4, Point.class);
                    if (point == null) return -3;
                    if (dynptr.data(29, U32.class) != null) return -4;
                    return value.first + point.x() + (int) context.rxQueueIndex;
                }

                @Xdp
                static int known(XdpContext context) {
                    var dynptr = Kernel.dynptrFromMem(global);
                    if (dynptr.size() != 8 || dynptr.isNull() || dynptr.isRdonly()) return -1;
                    global.b = 11;
                    var other = dynptr.clone();
                    if (other.adjust(4, 8) != 0) return -2;
                    var b = other.data(0, U32.class);
                    if (b == null) return -3;
                    b.value *= 2;
                    return 10000 * global.b + 10 * (int) dynptr.size() + (int) other.size();
                }

                @Struct
                static final class Sixteen {
                    long a;
                    long b;
                }

                @Xdp
                static int apart(XdpContext context) {
                    var value = values.lookup(0);
                    if (value == null) return -1;
                    var cell = Kernel.dynptrFromMem(value).data(0, U32.class);
                    if (cell == null) return -2;
                    var other = new Sixteen();
                    if (context.loadBytes(0, other) != 0) return -3;
                    cell.value = (int) (other.a + other.b);
                    return value.first;
                }

                static long sum(BpfDynptr dynptr, long offset) {
                    var one = U32.of(0);
                    return dynptr.read(one, offset) == 0 ? (long) one.value : -1;
                }

                @Xdp
                static int rounds(XdpContext context) {
                    long sum = 0;
                    for (int i = 0; i < 3; i++) {
                        var value = values.lookup(0);
                        if (value == null) return -1;
                        value.first = i + 1;
                        var dynptr = Kernel.dynptrFromMem(value);
                        sum = sum * 10 + sum(dynptr, 0);
                    }
                    return (int) sum;
                }
            }
            """;

    private static final String PACKETS = """
            import dev.skep.lang.*;
            import dev.skep.lang.net.*;

            @Bpf(license = "GPL", minKernel = "6.5")
            final class Packets {
                static int copies;
                static int first;
                static long length;

                @Tc
                static int mirrored(SkBuff skb) {
                    var packet = skb.dynptr();
                    length = packet.size();
                    int sum = 0;
                    for (int i : Kernel.range((int) length / 16)) {
                        var chunk = packet.slice(i * 16, new byte[16]);
                        if (chunk == null) return -1;
                        for (int j = 0; j < 16; j++) sum += chunk[j] & 0xff;
                    }
                    return sum;
                }

                @Xdp(frags = true)
                static int pieces(XdpContext context) {
                    var packet = context.dynptr();
                    length = packet.size();
                    int sum = 0;
                    for (int i : Kernel.range((int) length / 48)) {
                        var buffer = new byte[48];
                        var chunk = packet.slice(i * 48, buffer);
                        if (chunk == null) return -1;
                        if (chunk == buffer) copies++;
                        for (int j = 0; j < 48; j++) sum += chunk[j] & 0xff;
                    }
                    return sum;
                }

                @Xdp(frags = true)
                static int joints(XdpContext context) {
                    var packet = context.dynptr();
                    for (int i : Kernel.range((int) packet.size() / 48)) {
                        var buffer = new Chunk();
                        var chunk = packet.sliceRdwr(i * 48, buffer);
                        if (chunk == null) return -1;
                        chunk.bytes[47]++;
                        if (chunk == buffer && packet.write(i * 48, buffer, 0) != 0) return -2;
                    }
                    return 9;
                }

                @Struct
                static final class Chunk {
                    @Length(48) byte[] bytes;
                }

                @Tc
                static int rewritten(SkBuff skb) {
                    var packet = skb.dynptr();
                    var buffer = new Ethernet();
                    var ethernet = packet.sliceRdwr(0, buffer);
                    if (ethernet == null) return -1;
                    ethernet.proto = (short) EtherType.IPV6;
                    if (ethernet == buffer && packet.write(0, buffer, 0) != 0) return -2;
                    return 5;
                }

                @Xdp
                static int swapped(XdpContext context) {
                    var packet = context.dynptr();
                    if (packet.size() < 64) return -1;
                    var end = new byte[4];
                    if (packet.read(end, packet.size() - 4) != 0) return -2;
                    if (packet.write(14, end, 0) != 0) return -3;
                    var buffer = new Ethernet();
                    var ethernet = packet.sliceRdwr(0, buffer);
                    if (ethernet == null) return -4;
                    ethernet.proto = EtherType.ARP;
                    if (ethernet == buffer) copies++;
                    return ethernet.proto == EtherType.ARP ? 6 : -5;
                }

                @Xdp
                static int around(XdpContext context) {
                    var packet = context.dynptr();
                    var word = packet.slice(14, U32.of(0));
                    if (word == null) return -1;
                    first = (int) word.value;
                    var tail = packet.slice(packet.size() - 2, new byte[4]);
                    return tail == null ? 8 : -2;
                }
            }
            """;

    private static final String RECORDS = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.5")
            final class Records {
                @Struct
                static final class Header {
                    int length;
                    int kind;
                }

                static final BpfRingBuffer<Header> events = BpfRingBuffer.ofBytes(4096);
                static long failed;

                @Tc
                static int capture(SkBuff skb) {
                    var packet = skb.dynptr();
                    int length = (int) (packet.size() & 0xfff);
                    try (var record = events.reserveDynptr(8 + length)) {
                        var header = record.data(0, Header.class);
                        if (header == null) return -1;
                        header.length = length;
                        header.kind = 3;
                        for (int i : Kernel.range(length)) {
                            var one = U8.of((byte) 0);
                            if (packet.read(one, i) != 0 || record.write(8 + i, one, 0) != 0) return -2;
                        }
                        record.submit();
                    }
                    return 4;
                }

                @Tc
                static int sometimes(SkBuff skb) {
                    int sent = 0;
                    for (int i = 0; i < 4; i++) {
                        try (var record = events.reserveDynptr(4 * (i + 1))) {
                            if (i == skb.mark) continue;
                            if (record.write(0, U32.of(i), 0) != 0) break;
                            if (i == 3) return sent + 100;
                            if (skb.priority != 9) {
                                record.submit();
                                sent++;
                            }
                        }
                    }
                    return sent;
                }

                @Tc
                static int tooMuch(SkBuff skb) {
                    try (var record = events.reserveDynptr(8192)) {
                        if (!record.isNull()) return -1;
                        if (record.write(0, U32.of(1), 0) == 0) return -2;
                        if (record.data(0, U32.class) != null) return -3;
                        record.submit();
                        return 7;
                    }
                }
            }
            """;

    private static final String SAMPLES = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.5")
            final class Samples {
                @Struct
                static final class Order {
                    int kind;
                    int amount;
                }

                static final BpfUserRingBuffer orders = BpfUserRingBuffer.ofBytes(4096);
                static long sum;
                static long bytes;

                @Xdp
                static int drained(XdpContext context) {
                    var limit = context.rxQueueIndex + 100;
                    var seen = S32.of(0);
                    int drained = orders.drain(sample -> {
                        var order = new Order();
                        if (sample.read(order, 0) != 0) return false;
                        bytes += sample.size();
                        seen.value++;
                        sum += order.kind * 1000 + order.amount;
                        return order.amount < limit;
                    });
                    return drained * 10 + seen.value;
                }

                static boolean one(BpfDynptr sample) {
                    var order = sample.data(0, Order.class);
                    if (order == null) return false;
                    sum -= order.amount;
                    return true;
                }

                @Xdp
                static int byReference(XdpContext context) {
                    return orders.drain(Samples::one);
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void readAndWriteMapValues() {
        try (var object = load("Memories", MEMORY)) {
            assertThat(object.program("readsAndWrites").run(new byte[64]).returnValue())
                    .isEqualTo(42);
            var value = ByteBuffer.wrap(object.map("values").lookup(new byte[4]).orElseThrow())
                    .order(ByteOrder.nativeOrder());
            assertThat(value.getInt(8)).isEqualTo(7);
            assertThat(value.getInt(12)).isEqualTo(35);
            assertThat(value.getInt(28)).isZero();
        }
    }

    @Test
    void giveTheMemoryItself() {
        try (var object = load("Memories", MEMORY)) {
            var value = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder()).putInt(4, 500);
            object.map("values").update(new byte[4], value.array());
            assertThat(object.program("inPlace").run(new byte[64]).returnValue())
                    .isEqualTo(542);
        }
    }

    @Test
    void knowTheirSize() {
        try (var object = load("Memories", MEMORY)) {
            assertThat(object.program("known").run(new byte[64]).returnValue()).isEqualTo(220084);
        }
    }

    /** What else is in the frame lies beside the dynptr while there are pointers from it. */
    @Test
    void shareTheirBytesWithNobody() {
        var packet = ByteBuffer.allocate(64)
                .order(ByteOrder.nativeOrder())
                .putLong(40)
                .putLong(3);
        try (var object = load("Memories", MEMORY)) {
            assertThat(object.program("apart").run(packet.array()).returnValue())
                    .isEqualTo(43);
        }
    }

    @Test
    void areMadeAnewInEachRound() {
        try (var object = load("Memories", MEMORY)) {
            assertThat(object.program("rounds").run(new byte[64]).returnValue()).isEqualTo(123);
        }
    }

    /** A long frame is in several pages, of which none ends where a slice does. */
    @Test
    void sliceFramesInPieces() {
        var bytes = new byte[9600];
        new Random(5).nextBytes(bytes);
        var sum = 0;
        for (var each : bytes) sum += each & 0xff;
        try (var object = load("Packets", PACKETS)) {
            assertThat(object.program("pieces").run(bytes).returnValue()).isEqualTo(sum);
            assertThat(object.global("length").number()).isEqualTo(9600);
            assertThat(object.global("copies").number()).isBetween(1L, 3L);
            var run = object.program("joints").run(bytes);
            assertThat(run.returnValue()).isEqualTo(9);
            for (var i = 47; i < 9600; i += 48) bytes[i]++;
            assertThat(run.data()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 1504})
    void slicePackets(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        bytes[12] = 8;
        bytes[13] = 0;
        bytes[14] = 0x45;
        var sum = 0;
        for (var i = 0; i < size / 16 * 16; i++) sum += bytes[i] & 0xff;
        try (var object = load("Packets", PACKETS)) {
            assertThat(object.program("mirrored").run(bytes).returnValue()).isEqualTo(sum);
            assertThat(object.global("length").number()).isEqualTo(size);
        }
    }

    @Test
    void writeSlices() {
        try (var object = load("Packets", PACKETS)) {
            var run = object.program("rewritten").run(new byte[64]);
            assertThat(run.returnValue()).isEqualTo(5);
            assertThat(ByteBuffer.wrap(run.data()).getShort(12)).isEqualTo((short) 0x86dd);
        }
    }

    @Test
    void reachAllOfAFrame() {
        try (var object = load("Packets", PACKETS)) {
            var packet = ByteBuffer.allocate(100).putInt(96, 0x01020304);
            var run = object.program("swapped").run(packet.array());
            assertThat(run.returnValue()).isEqualTo(6);
            assertThat(ByteBuffer.wrap(run.data()).getInt(14)).isEqualTo(0x01020304);
            assertThat(ByteBuffer.wrap(run.data()).getShort(12)).isEqualTo((short) 0x0806);
            packet.order(ByteOrder.nativeOrder()).putInt(14, 99);
            assertThat(object.program("around").run(packet.array()).returnValue())
                    .isEqualTo(8);
            assertThat(object.global("first").number()).isEqualTo(99);
        }
    }

    @Test
    void sendRecordsOfAnySize() {
        try (var object = load("Records", RECORDS)) {
            var sent = new ArrayList<byte[]>();
            for (var size : List.of(64, 65, 500)) {
                var packet = new byte[size];
                new Random(size).nextBytes(packet);
                assertThat(object.program("capture").run(packet).returnValue()).isEqualTo(4);
                sent.add(packet);
            }
            var records = object.map("events").consume();
            assertThat(records).hasSize(3);
            for (var i = 0; i < 3; i++) {
                var record = ByteBuffer.wrap(records.get(i)).order(ByteOrder.nativeOrder());
                assertThat(record.getInt(0)).isEqualTo(sent.get(i).length);
                assertThat(record.getInt(4)).isEqualTo(3);
                assertThat(Arrays.copyOfRange(records.get(i), 8, records.get(i).length))
                        .isEqualTo(sent.get(i));
            }
        }
    }

    @Test
    void discardWhatIsNotSubmitted() {
        try (var object = load("Records", RECORDS)) {
            assertThat(object.program("sometimes")
                            .run(new byte[64], marked(1, 0))
                            .returnValue())
                    .isEqualTo(102);
            assertThat(object.map("events").consume().stream().map(record -> record.length))
                    .containsExactly(4, 12);
            assertThat(object.program("sometimes")
                            .run(new byte[64], marked(1, 9))
                            .returnValue())
                    .isEqualTo(100);
            assertThat(object.map("events").consume()).isEmpty();
        }
    }

    @Test
    void leadToNothingWhereThereIsNoRoom() {
        try (var object = load("Records", RECORDS)) {
            assertThat(object.program("tooMuch").run(new byte[64]).returnValue())
                    .isEqualTo(7);
            assertThat(object.map("events").consume()).isEmpty();
        }
    }

    @Test
    void comeFromUserSpace() {
        try (var object = load("Samples", SAMPLES)) {
            var orders = object.map("orders");
            assertThat(object.program("drained").run(new byte[64]).returnValue())
                    .isZero();
            orders.produce(List.of(order(1, 5, 8), order(2, 7, 12), order(3, 100, 8), order(4, 1, 8)));
            assertThat(object.program("drained").run(new byte[64]).returnValue())
                    .isEqualTo(33);
            assertThat(object.global("sum").number()).isEqualTo(6112);
            assertThat(object.global("bytes").number()).isEqualTo(28);
            assertThat(object.program("byReference").run(new byte[64]).returnValue())
                    .isEqualTo(1);
            assertThat(object.global("sum").number()).isEqualTo(6111);
        }
    }

    private static byte[] order(int kind, int amount, int size) {
        return ByteBuffer.allocate(size)
                .order(ByteOrder.nativeOrder())
                .putInt(kind)
                .putInt(amount)
                .array();
    }

    private static byte[] marked(int mark, int priority) {
        return ByteBuffer.allocate(192)
                .order(ByteOrder.nativeOrder())
                .putInt(8, mark)
                .putInt(32, priority)
                .array();
    }

    private static LoadedObject load(String name, String source) {
        return Kernel.load(Build.of(name, source).objectOrFail(name));
    }
}
