package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One function takes references to every kind of memory, and the kernel takes that. */
class ReferencesTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.12")
            final class Passing {
                @Struct
                static final class Numbers {
                    int a;
                    int b;
                    int sum;
                }

                static final BpfArray<Numbers> values = BpfArray.of(1);
                static final BpfArray<U64> cells = BpfArray.of(1);
                static final BpfRingBuffer<Numbers> events = BpfRingBuffer.ofBytes(4096);
                static final Numbers variable = new Numbers();
                static final U64 globalCell = U64.of(0);

                @Subprogram
                static void add(Numbers numbers) {
                    numbers.sum = numbers.a + numbers.b;
                }

                @Subprogram
                static long addTo(U64 cell, long a, long b) {
                    cell.value = a;
                    cell.add(b);
                    return cell.value;
                }

                @Xdp
                static int packet(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    add(numbers);
                    return 2;
                }

                @Xdp
                static int frame(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    var copy = new Numbers();
                    copy.a = numbers.a;
                    copy.b = numbers.b;
                    add(copy);
                    numbers.sum = copy.sum;
                    return 2;
                }

                @Xdp
                static int value(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    var value = values.lookup(0);
                    if (numbers == null || value == null) return 0;
                    value.a = numbers.a;
                    value.b = numbers.b;
                    add(value);
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
                        event.a = numbers.a;
                        event.b = numbers.b;
                        add(slot.value());
                        numbers.sum = event.sum;
                        slot.submit();
                    }
                    return 2;
                }

                @Xdp
                static int global(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    variable.a = numbers.a;
                    variable.b = numbers.b;
                    add(variable);
                    numbers.sum = variable.sum;
                    return 2;
                }

                static Packet packetOf(XdpContext context) {
                    var packet = context.packet();
                    packet.skip(0);
                    return packet;
                }

                static BpfArray<Numbers> map() {
                    return values;
                }

                @Xdp
                static int returned(XdpContext context) {
                    var numbers = packetOf(context).next(Numbers.class);
                    var value = map().lookup(0);
                    if (numbers == null || value == null) return 0;
                    value.a = numbers.a;
                    value.b = numbers.b;
                    add(value);
                    numbers.sum = value.sum;
                    return 2;
                }

                @Xdp
                static int cell(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    var cell = cells.lookup(0);
                    if (numbers == null || cell == null) return 0;
                    numbers.sum = (int) addTo(cell, numbers.a, numbers.b);
                    return addTo(globalCell, numbers.a, numbers.b) == numbers.sum ? 2 : 1;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packet", "frame", "value", "slot", "global", "returned", "cell"})
    void leadTo(String memory) {
        try (var object = Kernel.load(Build.of("Passing", SOURCE).objectOrFail("Passing"))) {
            var numbers = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
            numbers.putInt(-40).putInt(7);
            var run = object.program(memory).run(numbers.array());
            assertThat(run.returnValue()).isEqualTo(2);
            assertThat(ByteBuffer.wrap(run.data())
                            .order(ByteOrder.nativeOrder())
                            .getInt(8))
                    .isEqualTo(-33);
        }
    }
}
