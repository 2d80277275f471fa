package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import dev.skep.object.BpfMap;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A class that uses a companion as users do: the kernel takes the object that it configures, and it reads what the kernel wrote. */
class CompanionInKernelTest {
    private static final String PROGRAM = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Traffic {
                enum Mode { OFF, ON }

                record Flow(@Unsigned short port, @BigEndian @Unsigned int address, boolean inbound) {}

                @Struct static final class Point { byte x; @Unsigned byte y; }

                @Struct static final class Stats {
                    @Unsigned long packets;
                    @BigEndian @Unsigned short network;
                    Flow last;
                    @Length(3) @Unsigned short[] sizes;
                    @Length(2) Point[] points;
                    @Length(8) byte[] name;
                    char letter;
                    U32 cell;
                    Mode mode;
                    boolean hashCode;
                    int bytes;
                }

                @Config static @Unsigned int onlyPort = 0;
                @Config static int[] weights = {1, 2, 3};
                @Config @Length(8) static String label = "none";
                @Config static boolean enabled = false;
                @Config static Mode mode = Mode.OFF;
                @Config static @Unsigned byte small = 3;

                static final BpfHashMap<Flow, Stats> flows = BpfHashMap.of(16);
                static final BpfHashMap<Flow, Stats> others = BpfHashMap.of(16);
                static final BpfArray<U64> totals = BpfArray.of(16);
                static final BpfHashMap<@Unsigned Short, U32> ports = BpfHashMap.of(16);
                static final BpfRingBuffer<Stats> events = BpfRingBuffer.ofBytes(4096);
                static final Stats latest = new Stats();
                static long plain;

                @Xdp static int program(XdpContext context) {
                    if (!enabled) return 1;
                    var key = new Flow((short) onlyPort, 0x0a000001, true);
                    latest.packets = -1;
                    latest.network = (short) 0xfffe;
                    latest.sizes[2] = (short) (weights[0] + weights[1] + weights[2] + small);
                    latest.points[1].x = -3;
                    latest.points[1].y = (byte) 200;
                    if (Bytes.equal(latest.name, "")) Bytes.set(latest.name, "skep é");
                    latest.letter = 'ß';
                    latest.cell.value = 0x89abcdef;
                    latest.mode = mode;
                    latest.hashCode = Bytes.equal(latest.name, label);
                    latest.bytes = -7;
                    try (var slot = events.reserve()) {
                        if (slot == null) return 1;
                        Memory.copy(slot.value(), latest);
                        slot.submit();
                    }
                    flows.update(key, latest);
                    var total = totals.lookup(1);
                    if (total != null) total.value = 77;
                    plain++;
                    return 2;
                }
            }
            """;

    private static final String USER = """
            import java.nio.ByteBuffer;
            import java.util.ArrayList;
            import java.util.List;

            public final class User {
                public static byte[] configured() {
                    return TrafficBpf.configure().onlyPort(443).weights(10, 20, -5).label("skep é").enabled(true).mode(Traffic.Mode.ON).small(250)
                        .flowsMaxEntries(3).totalsMaxEntries(2).eventsBytes(8192).object();
                }

                public static byte[] key() {
                    var key = TrafficBpf.Views.FlowView.allocate().port(443).address(0x0a000001L).inbound(true);
                    var bytes = new byte[TrafficBpf.Views.FlowView.SIZE];
                    key.bytes().get(bytes);
                    return bytes;
                }

                public static String event(byte[] record) {
                    return TrafficBpf.Views.eventsRecord(ByteBuffer.wrap(record)).toString();
                }

                public static List<Object> parts(byte[] record) {
                    var stats = TrafficBpf.Views.flowsValue(ByteBuffer.wrap(record));
                    List<Object> parts = new ArrayList<>();
                    parts.add(stats.packets());
                    parts.add(stats.network());
                    parts.add(stats.sizes(2));
                    parts.add((int) stats.points(1).x());
                    parts.add(stats.points(1).y());
                    parts.add(stats.nameText());
                    parts.add(stats.name().get(0));
                    parts.add(stats.cell());
                    parts.add(stats.letter());
                    parts.add(stats.mode());
                    parts.add(stats.hashCode_());
                    parts.add(stats.bytes_());
                    return parts;
                }

                public static byte[] written() {
                    var stats = TrafficBpf.Views.StatsView.allocate().packets(-1).network(65534).sizes(2, 275).nameText("skep é").letter('ß')
                        .cell(0x89abcdefL).mode(1).hashCode_(true).bytes_(-7);
                    stats.points(1).x((byte) -3).y(200);
                    var bytes = new byte[TrafficBpf.Views.StatsView.SIZE];
                    stats.bytes().get(bytes);
                    return bytes;
                }

                public static long total(byte[] value) {
                    return TrafficBpf.Views.totalsValue(ByteBuffer.wrap(value));
                }

                public static byte[] index(long index) {
                    return TrafficBpf.Views.totalsKey(index).array();
                }

                public static long port(long number) {
                    return TrafficBpf.Views.portsKey(TrafficBpf.Views.portsKey((int) number));
                }

                public static byte[] wrong(int which) {
                    var copy = TrafficBpf.configure();
                    switch (which) {
                        case 0 -> copy.onlyPort(-1);
                        case 1 -> copy.weights(1, 2);
                        case 2 -> copy.label("too long");
                        case 3 -> copy.label("a\\0b");
                        case 4 -> copy.small(256);
                        case 5 -> copy.flowsMaxEntries(0);
                        case 6 -> copy.eventsBytes(5000);
                        case 7 -> copy.eventsBytes(2048);
                        case 8 -> TrafficBpf.Views.StatsView.allocate().sizes(3, 1);
                        case 9 -> TrafficBpf.Views.StatsView.allocate().nameText("nine char");
                        case 10 -> TrafficBpf.Views.StatsView.allocate().network(65536);
                        case 11 -> TrafficBpf.Views.flowsValue(ByteBuffer.allocate(3));
                        default -> { return copy.object(); }
                    }
                    return new byte[0];
                }
            }
            """;

    private final Build build = Build.of("Traffic", PROGRAM, "User", USER);

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void readsWhatTheKernelWrote() {
        try (var object = Kernel.load((byte[]) call("configured"))) {
            assertThat(object.program("program").run(new byte[64]).returnValue())
                    .isEqualTo(2);
            var event = object.map("events").consume().get(0);
            assertThat(call("event", (Object) event))
                    .isEqualTo(
                            "Stats[packets=-1, network=65534, "
                                    + "last=Flow[port=0, address=0, inbound=false], name=skep é, letter=ß, cell=2309737967, mode=1, hashCode=true, bytes=-7]");
            var value = object.map("flows").lookup((byte[]) call("key")).orElseThrow();
            assertThat(value).isEqualTo(event);
            assertThat(call("parts", (Object) value))
                    .isEqualTo(Arrays.asList(
                            -1L, 65534, 275, -3, 200, "skep é", (byte) 's', 0x89abcdefL, 'ß', 1, true, -7));
            assertThat(call("parts", (Object) object.global("latest").bytes()))
                    .isEqualTo(call("parts", (Object) value));
            assertThat(call("written")).isEqualTo(value);
            var total = object.map("totals").lookup((byte[]) call("index", 1L)).orElseThrow();
            assertThat(call("total", (Object) total)).isEqualTo(77L);
            assertThat(call("port", 65535L)).isEqualTo(65535L);
        }
    }

    @Test
    void configuresACopy() {
        var declared = build.objectOrFail("Traffic");
        var configured = (byte[]) call("configured");
        try (var object = Kernel.load(configured)) {
            assertThat(entries(object))
                    .isEqualTo(Map.of("flows", 3, "others", 16, "totals", 2, "ports", 16, "events", 8192));
            assertThat(object.global("onlyPort").number()).isEqualTo(443);
            assertThat(object.global("small").number()).isEqualTo(250);
            assertThat(object.global("label").bytes())
                    .isEqualTo(Arrays.copyOf("skep é".getBytes(StandardCharsets.UTF_8), 8));
        }
        try (var object = Kernel.load((byte[]) call("wrong", 99))) {
            assertThat(entries(object))
                    .isEqualTo(Map.of("flows", 16, "others", 16, "totals", 16, "ports", 16, "events", 4096));
            assertThat(object.program("program").run(new byte[64]).returnValue())
                    .isEqualTo(1);
        }
        assertThat((byte[]) call("wrong", 99)).isEqualTo(declared);
        assertThat(build.objectOrFail("Traffic")).isEqualTo(declared);
        assertThat(ObjectReader.read(configured).maps().stream()
                        .collect(Collectors.toMap(BpfMap::name, BpfMap::maxEntries)))
                .containsEntry("flows", 3L)
                .containsEntry("others", 16L);
    }

    @Test
    void configuresForMachinesOfTheOtherOrder() {
        var other = Build.with(List.of("-Askep.endian=big"), "Traffic", PROGRAM, "User", USER);
        var configured = (byte[]) call(other, "configured");
        var object = ObjectReader.read(configured);
        assertThat(object.maps().stream().collect(Collectors.toMap(BpfMap::name, BpfMap::maxEntries)))
                .containsEntry("flows", 3L);
        var port = object.globals().stream()
                .filter(global -> global.name().equals("onlyPort"))
                .findFirst()
                .orElseThrow();
        assertThat(ByteBuffer.wrap(port.initial().toArray())
                        .order(ByteOrder.BIG_ENDIAN)
                        .getInt())
                .isEqualTo(443);
    }

    @Test
    void refusesWhatDoesNotFit() {
        var messages = new String[] {
            "-1 does not fit in 32 bits without sign",
            "weights has 12 bytes, not 8",
            "label has 8 bytes, and the text 8 and a NUL",
            "the text for label has a NUL in it",
            "256 does not fit in 8 bits without sign",
            "map flows cannot have 0 entries",
            "5000 bytes are no power of two from 4096 on",
            "2048 bytes are no power of two from 4096 on",
            "Index 3 out of bounds for length 3",
            "9 bytes do not fit in 8",
            "65536 does not fit in 16 bits without sign",
        };
        for (var i = 0; i < messages.length; i++) {
            var which = i;
            assertThatThrownBy(() -> call("wrong", which)).hasMessage(messages[i]);
        }
        assertThatThrownBy(() -> call("wrong", 11)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static Map<String, Integer> entries(LoadedObject object) {
        return Stream.of("flows", "others", "totals", "ports", "events")
                .collect(Collectors.toMap(name -> name, name -> object.map(name).maxEntries()));
    }

    private Object call(String method, Object... arguments) {
        return call(build, method, arguments);
    }

    private static Object call(Build build, String method, Object... arguments) {
        if (build.compilation().status() != Compilation.Status.SUCCESS)
            throw new AssertionError(build.compilation().diagnostics().toString());
        for (var declared : build.load("User").getDeclaredMethods()) {
            if (!declared.getName().equals(method)) continue;
            try {
                return declared.invoke(null, arguments);
            } catch (InvocationTargetException e) {
                throw (RuntimeException) e.getCause();
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError(method);
    }
}
