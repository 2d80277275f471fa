package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lambdas that the kernel calls for the entries of a map, and pointers to every kind of memory that they capture. */
class CallbacksTest {
    private static final String MAPS = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.13")
            final class Maps {
                record Flow(int address, short port) {}

                static final BpfHashMap<Flow, U64> flows = BpfHashMap.of(16);
                static final BpfLruHashMap<Integer, U32> numbers = BpfLruHashMap.of(16);
                static final BpfArray<U32> array = BpfArray.of(4);
                static final BpfPerCpuArray<U64> perCpu = BpfPerCpuArray.of(3);
                static long total;

                @Xdp
                static int records(XdpContext context) {
                    var least = context.ingressIfindex;
                    return flows.forEach((flow, count) -> {
                        if (flow.port() < 0 || least < 0) return true;
                        total += flow.address() * 10 + flow.port();
                        count.value++;
                        return true;
                    });
                }

                @Xdp
                static int boxes(XdpContext context) {
                    var most = S32.of(-100);
                    numbers.forEach((Integer key, U32 value) -> {
                        if (key > most.value) most.value = key;
                        total += value.value;
                        return true;
                    });
                    return most.value;
                }

                @Xdp
                static int indices(XdpContext context) {
                    return array.forEach(Maps::below);
                }

                static boolean below(int index, U32 value) {
                    value.value = index * index;
                    return index < 2;
                }

                @Xdp
                static int ownCpu(XdpContext context) {
                    perCpu.forEach((index, value) -> {
                        value.value += 5;
                        total += value.value + index;
                        return true;
                    });
                    return 0;
                }

                @Xdp
                static int pairs(XdpContext context) {
                    var sum = S32.of(0);
                    array.forEach((i, one) -> array.forEach((j, other) -> {
                        int row = i;
                        sum.value += row * 10 + j;
                        return row > j;
                    }) > 0);
                    return sum.value;
                }
            }
            """;

    private static final String MEMORY = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.17")
            final class Captured {
                @Struct
                static final class Numbers {
                    int a;
                    int b;
                    int sum;
                }

                static final BpfArray<Numbers> values = BpfArray.of(1);
                static final BpfRingBuffer<Numbers> events = BpfRingBuffer.ofBytes(4096);
                static final Numbers variable = new Numbers();

                static void addUp(Numbers from, Numbers to) {
                    to.sum = 0;
                    Kernel.loop(4, i -> {
                        to.sum += from.a * i + from.b;
                        return true;
                    });
                }

                @Xdp
                static int packet(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    addUp(numbers, numbers);
                    return 2;
                }

                @Xdp
                static int frame(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    var copy = new Numbers();
                    addUp(numbers, copy);
                    numbers.sum = copy.sum;
                    return 2;
                }

                @Xdp
                static int value(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    var value = values.lookup(0);
                    if (numbers == null || value == null) return 0;
                    addUp(numbers, value);
                    numbers.sum = value.sum;
                    return 2;
                }

                @Xdp
                static int slot(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    try (var slot = events.reserve()) {
                        if (slot == null) return 0;
                        var event = slot.value();
                        addUp(numbers, event);
                        numbers.sum = event.sum;
                        slot.submit();
                    }
                    return 2;
                }

                @Xdp
                static int global(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    addUp(numbers, variable);
                    numbers.sum = variable.sum;
                    return 2;
                }

                @Subprogram
                static void alone(Numbers from, Numbers to) {
                    addUp(from, to);
                }

                @Xdp
                static int parameter(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    alone(numbers, variable);
                    numbers.sum = variable.sum;
                    return 2;
                }

                @Xdp
                static int context(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    numbers.sum = 0;
                    Kernel.loop(4, i -> {
                        var again = context.packet().next(Numbers.class);
                        if (again == null) return false;
                        again.sum += again.a * i + again.b;
                        return true;
                    });
                    return 2;
                }

                @Xdp
                static int map(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    var where = values;
                    int a = numbers.a;
                    int b = numbers.b;
                    Kernel.loop(5, i -> {
                        var value = where.lookup(0);
                        if (value == null) return false;
                        if (i == 0) value.sum = 0;
                        else value.sum += a * (i - 1) + b;
                        return true;
                    });
                    var value = values.lookup(0);
                    if (value == null) return 0;
                    numbers.sum = value.sum;
                    return 2;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packet", "frame", "value", "slot", "global", "parameter", "context", "map"})
    void capturePointersTo(String memory) {
        try (var object = Kernel.load(Build.of("Captured", MEMORY).objectOrFail("Captured"))) {
            var run = object.program(memory).run(bytes(64, -40, 7));
            assertThat(run.returnValue()).isEqualTo(2);
            assertThat(ByteBuffer.wrap(run.data())
                            .order(ByteOrder.nativeOrder())
                            .getInt(8))
                    .isEqualTo(-40 * (1 + 2 + 3) + 4 * 7);
        }
    }

    @Test
    void seeRecordsAndChangeValues() {
        try (var object = maps()) {
            var flows = object.map("flows");
            flows.update(flow(3, 80), bytes(8, 7));
            flows.update(flow(5, 443), bytes(8, 9));
            flows.update(flow(9, -1), bytes(8, 1));
            assertThat(object.program("records").run(new byte[64]).returnValue())
                    .isEqualTo(3);
            assertThat(object.global("total").number()).isEqualTo(30 + 80 + 50 + 443);
            assertThat(flows.lookup(flow(3, 80))).contains(bytes(8, 8));
            assertThat(flows.lookup(flow(9, -1))).contains(bytes(8, 1));
        }
    }

    @Test
    void seeBoxedKeys() {
        try (var object = maps()) {
            for (var key : List.of(-5, 41, 12)) object.map("numbers").update(bytes(4, key), bytes(4, key & 15));
            assertThat(object.program("boxes").run(new byte[64]).returnValue()).isEqualTo(41);
            assertThat(object.global("total").number()).isEqualTo((-5 & 15) + (41 & 15) + 12);
        }
    }

    @Test
    void stopWhereTheySay() {
        try (var object = maps()) {
            assertThat(object.program("indices").run(new byte[64]).returnValue())
                    .isEqualTo(3);
            var array = object.map("array");
            assertThat(array.lookup(bytes(4, 2))).contains(bytes(4, 4));
            assertThat(array.lookup(bytes(4, 3))).contains(bytes(4, 0));
        }
    }

    @Test
    void seeTheValuesOfTheirCpu() {
        try (var object = maps()) {
            object.program("ownCpu").run(new byte[64]);
            assertThat(object.global("total").number()).isEqualTo(15 + 1 + 2);
        }
    }

    @Test
    void callOthersBack() {
        var expected = 0;
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++) {
                expected += i * 10 + j;
                if (i <= j) break;
            }
        try (var object = maps()) {
            assertThat(object.program("pairs").run(new byte[64]).returnValue()).isEqualTo(expected);
        }
    }

    /** The verifier takes away what it knows to be called no time; the function of the loop is the last one here. */
    @Test
    void mayBeCalledNoTime() {
        for (var optimize : List.of(true, false)) {
            var build = Build.with(List.of("-Askep.optimize=" + optimize), "None", """
                    import dev.skep.lang.*;

                    @Bpf(license = "GPL", minKernel = "5.17")
                    final class None {
                        @Subprogram
                        static int other(int number) {
                            return number + 1;
                        }

                        @Xdp
                        static int run(XdpContext context) {
                            int five = other(context.ingressIfindex * 0 + 4);
                            return five * 10 + Kernel.loop(0, i -> true);
                        }
                    }
                    """);
            try (var object = Kernel.load(build.objectOrFail("None"))) {
                assertThat(object.program("run").run(new byte[64]).returnValue())
                        .isEqualTo(50);
            }
        }
    }

    private static LoadedObject maps() {
        return Kernel.load(Build.of("Maps", MAPS).objectOrFail("Maps"));
    }

    private static byte[] flow(int address, int port) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(address)
                .putShort((short) port)
                .array();
    }

    private static byte[] bytes(int size, int... numbers) {
        var bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        for (var number : numbers) bytes.putInt(number);
        return bytes.array();
    }
}
