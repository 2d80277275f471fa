package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Static fields of every type: the kernel has them, user space finds them by name, settings change before load. */
class StaticsTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Statics {
                enum Mode { OFF, ON, BOTH }

                record Key(@Unsigned short port, @BigEndian @Unsigned int address, boolean set, Mode mode) {}

                @Struct static final class Result {
                    long number;
                    @Length(16) byte[] name;
                    int allowed;
                    int named;
                }

                @Config static int[] ports = {80, 443, 0, 0};
                @Config static @Unsigned short[] shorts = {(short) 0xffff, 2};
                @Config static boolean[] flags = new boolean[3];
                @Config static boolean enabled = true;
                @Config static char letter = 'x';
                @Config static byte small = -1;
                @Config static long big = 1L << 40;
                @Config static Mode mode = Mode.BOTH;
                @Config @Length(16) static String prefix = "eth";
                @Config @Length(16) static byte[] suffix = Bytes.of("0");
                @Config @Section(".rodata.limits") static int limit = 5;

                static final Key KEY = new Key((short) 443, 0x0a000001, true, Mode.ON);
                static final long[][] WEIGHTS = {{1, 2}, {3, 4}, {5, -6}};
                static boolean seen;
                static char last = 'a';
                static Mode state = Mode.ON;
                static final Result result = new Result();
                static int[] histogram = {0, 0, 7, 0};
                static @Length(4) short[] window;
                @Section(".data.counters") static long counter = 40;
                @Section(".data.counters") static final U64 cell = U64.of(2);

                @Struct static final class Point { short x; int y; }

                static final Point[] points = new Point[4];
                static final U64[] cells = new U64[2];
                static final Key[] keys = new Key[3];
                static final Mode[] modes = {Mode.ON, Mode.BOTH};

                @Xdp static int arrays(XdpContext context) {
                    var packet = context.packet().next(Result.class);
                    if (packet == null) return 0;
                    int at = (int) packet.number & 3;
                    points[at].x = -1;
                    points[at].y += 7;
                    cells[at & 1].add(3);
                    var own = new Point[2];
                    own[at & 1].y = 9;
                    var numbers = new U32[2];
                    numbers[at >> 1].value = 5;
                    long sum = own[0].y * 10 + own[1].y + numbers[0].value * 100 + numbers[1].value * 1000 + keys[at > 2 ? 2 : at].port();
                    for (Point point : points) sum += point.x;
                    packet.number = sum + (modes[at & 1] == Mode.BOTH ? 10_000 : 20_000);
                    return 2;
                }

                @Xdp static int program(XdpContext context) {
                    var packet = context.packet().next(Result.class);
                    if (packet == null) return 0;
                    packet.allowed = 0;
                    for (int port : ports) if (port == (int) packet.number) packet.allowed = 1;
                    packet.named = Bytes.equal(packet.name, prefix) ? 1 : 2;
                    packet.number = shorts[0] * 3L + shorts[1] + (flags[1] ? 10 : 0) + (enabled ? 100 : 0) + letter + small + big
                        + mode.ordinalOf() + suffix[0] + limit + WEIGHTS[2][1];
                    packet.number += KEY.port() + KEY.address() + (KEY.set() ? 1000 : 0) + (KEY.mode() == Mode.ON ? 5000 : 0);
                    result.number = packet.number;
                    Bytes.set(result.name, "done");
                    seen = true;
                    last++;
                    state = Mode.BOTH;
                    histogram[packet.allowed & 3]++;
                    window[3] = -1;
                    counter += 2;
                    cell.add(5);
                    return 2;
                }
            }
            """.replace("mode.ordinalOf()", "(mode == Mode.BOTH ? 7 : 0)");

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void startAsTheyAreDeclared() {
        try (var object = Kernel.load(object())) {
            var packet = run(object, 443, "eth");
            assertThat(packet.getLong(0))
                    .isEqualTo(0xffffL * 3
                            + 2
                            + 100
                            + 'x'
                            - 1
                            + (1L << 40)
                            + 7
                            + '0'
                            + 5
                            - 6
                            + 443
                            + 0x0a000001
                            + 1000
                            + 5000);
            assertThat(packet.getInt(24)).isEqualTo(1);
            assertThat(packet.getInt(28)).isEqualTo(1);
            assertThat(object.global("result").bytes()).startsWith(bytes(packet.getLong(0)));
            assertThat(new String(object.global("result").bytes(), 8, 5, StandardCharsets.UTF_8))
                    .isEqualTo("done\0");
            assertThat(object.global("seen").number()).isEqualTo(1);
            assertThat(object.global("last").number()).isEqualTo('b');
            assertThat(object.global("state").number()).isEqualTo(2);
            assertThat(ints(object.global("histogram").bytes())).containsExactly(0, 1, 7, 0);
            assertThat(object.global("window").bytes()).endsWith(-1, -1);
            assertThat(object.global("counter").number()).isEqualTo(42);
            assertThat(object.global("cell").number()).isEqualTo(7);
            assertThat(object.maps())
                    .anyMatch(map -> map.endsWith(".data.counters"))
                    .anyMatch(map -> map.endsWith(".rodata.limits"));
        }
    }

    @Test
    void arraysHoldStructsAndCells() {
        try (var object = Kernel.load(object())) {
            assertThat(run(object, "arrays", 3, "").getLong(0)).isEqualTo(9 + 5000 - 1 + 10_000);
            assertThat(run(object, "arrays", 0, "").getLong(0)).isEqualTo(90 + 500 - 2 + 20_000);
            assertThat(ints(object.global("points").bytes())).containsExactly(0xffff, 7, 0, 0, 0, 0, 0xffff, 7);
            assertThat(object.global("cells").bytes())
                    .isEqualTo(ByteBuffer.allocate(16)
                            .put(0, (byte) 3)
                            .put(8, (byte) 3)
                            .array());
        }
    }

    @Test
    void settingsChangeBeforeLoad() {
        var loader = Kernel.open(object())
                .set(
                        "ports",
                        ByteBuffer.allocate(16)
                                .order(ByteOrder.nativeOrder())
                                .putInt(12, 8080)
                                .array())
                .set("prefix", Arrays.copyOf("wlan".getBytes(StandardCharsets.UTF_8), 16))
                .set("limit", 50)
                .set("enabled", 0);
        try (var object = loader.load()) {
            var packet = run(object, 8080, "wlan");
            assertThat(packet.getInt(24)).isEqualTo(1);
            assertThat(packet.getInt(28)).isEqualTo(1);
            var other = run(object, 443, "wlan0");
            assertThat(other.getInt(24)).isZero();
            assertThat(other.getInt(28)).isEqualTo(2);
            assertThat(run(object, 0, "wla").getInt(28)).isEqualTo(2);
            assertThat(other.getLong(0))
                    .isEqualTo(
                            0xffffL * 3 + 2 + 'x' - 1 + (1L << 40) + 7 + '0' + 50 - 6 + 443 + 0x0a000001 + 1000 + 5000);
        }
    }

    @Test
    void namesOfSettingsMayFillTheirArray() {
        try (var object = Kernel.open(object())
                .set("prefix", "sixteen-letters!".getBytes(StandardCharsets.UTF_8))
                .load()) {
            assertThat(run(object, 0, "sixteen-letters!").getInt(28)).isEqualTo(1);
            assertThat(run(object, 0, "sixteen-letters").getInt(28)).isEqualTo(2);
        }
    }

    private static byte[] object() {
        return Build.of("Statics", SOURCE).objectOrFail("Statics");
    }

    private static ByteBuffer run(LoadedObject object, long number, String name) {
        return run(object, "program", number, name);
    }

    private static ByteBuffer run(LoadedObject object, String program, long number, String name) {
        var packet = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder()).putLong(number);
        packet.put(name.getBytes(StandardCharsets.UTF_8));
        var run = object.program(program).run(packet.array());
        assertThat(run.returnValue()).isEqualTo(2);
        return ByteBuffer.wrap(run.data()).order(ByteOrder.nativeOrder());
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putLong(number)
                .array();
    }

    private static int[] ints(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asIntBuffer();
        return IntStream.range(0, buffer.limit()).map(buffer::get).toArray();
    }
}
