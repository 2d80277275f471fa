package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pointers lead to every kind of memory, and the kernel takes that. */
class PtrMemoryTest {
    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "6.8")
            final class Pointing {
                @Struct
                static final class Numbers {
                    int a;
                    int b;
                    int sum;
                    @Length(4) int[] more;
                }

                @Struct
                static final class Frame {
                    Ptr<Numbers> numbers;
                    Ptr<Ptr<Numbers>> twice;
                    @Length(2) Ptr<S32>[] words;
                    Ptr<Numbers> address;
                }

                @Union
                static final class Either {
                    Ptr<S32> word;
                    Ptr<Numbers> numbers;
                }

                @KernelType("task_struct")
                static final class Task {
                    Ptr<Task> realParent;
                    Ptr<Signal> signal;
                    int tgid;
                    @Name("nsproxy") Ptr<U64> plain;
                }

                @KernelType("signal_struct")
                static final class Signal {
                    int nrThreads;
                }

                static final BpfArray<Numbers> values = BpfArray.of(1);
                static final BpfArray<Frame> frames = BpfArray.of(1);
                static final BpfRingBuffer<Numbers> events = BpfRingBuffer.ofBytes(4096);
                static final Numbers variable = new Numbers();

                static void add(Ptr<Numbers> p) {
                    p.get().sum = p.get().a + p.get().b;
                }

                @Subprogram
                static void alone(Ptr<Numbers> p) {
                    add(p);
                }

                @Xdp
                static int packet(XdpContext context) {
                    Ptr<Numbers> p = Ptr.to(context.packet().next(Numbers.class));
                    if (p == null) return 0;
                    alone(p);
                    return 2;
                }

                @Xdp
                static int elements(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    Ptr<S32> p = Ptr.of(numbers.more, 0);
                    Ptr<S32> a = Ptr.to(numbers.a);
                    p.plus(2).get().value = a.get().value;
                    var last = p.plus(3);
                    last.get().value = numbers.b;
                    numbers.sum = last.get().value + last.minus(1).get().value;
                    return 2;
                }

                @Xdp
                static int value(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    Ptr<Numbers> value = Ptr.to(values.lookup(0));
                    if (numbers == null || value == null) return 0;
                    value.get().a = numbers.a;
                    value.get().b = numbers.b;
                    alone(value);
                    numbers.sum = value.get().sum;
                    return 2;
                }

                @Xdp
                static int slot(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    try (var slot = events.reserve()) {
                        if (slot == null) return 0;
                        Ptr<Numbers> event = Ptr.to(slot.value());
                        event.get().a = numbers.a;
                        event.get().b = numbers.b;
                        alone(event);
                        numbers.sum = event.get().sum;
                        slot.submit();
                    }
                    return 2;
                }

                @Xdp
                static int global(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    Ptr<Numbers> p = Ptr.to(variable);
                    p.get().a = numbers.a;
                    p.get().b = numbers.b;
                    add(p);
                    numbers.sum = variable.sum;
                    return 2;
                }

                @Xdp
                static int frame(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    var copy = Memory.copyOf(numbers);
                    var frame = new Frame();
                    frame.numbers = Ptr.to(copy);
                    frame.words[1] = Ptr.of(copy.more, 1);
                    frame.twice = Ptr.to(frame.numbers);
                    var p = frame.numbers;
                    var word = frame.words[1];
                    var twice = frame.twice;
                    if (p == null || word == null || twice == null || frame.words[0] != null) return 0;
                    word.plus(2).get().value = p.get().a;
                    alone(p);
                    numbers.sum = copy.sum + copy.more[3] - copy.a;
                    return frame.numbers == p && twice.address() != 0 ? 2 : 1;
                }

                @Xdp
                static int either(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    var either = new Either();
                    either.numbers = Ptr.to(numbers);
                    var word = either.word;
                    if (word == null) return 0;
                    numbers.sum = word.get().value + word.plus(1).get().value;
                    return 2;
                }

                @Xdp
                static int address(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    var frame = frames.lookup(0);
                    if (numbers == null || frame == null) return 0;
                    frame.address = Ptr.at(0xffff_8000_0000_1000L);
                    Ptr<Numbers> p = frame.address;
                    if (p.plus(2).address() != (@Unsigned long) (0xffff_8000_0000_1000L + 56)) return 1;
                    frame.address = null;
                    if (frame.address != null) return 1;
                    numbers.sum = numbers.a + numbers.b;
                    return 2;
                }

                @RawTracepoint("sched_switch")
                static int probed(RawTracepointContext context) {
                    var task = Kernel.currentTask(Task.class);
                    Ptr<Task> self = Ptr.to(task);
                    var parent = task.realParent;
                    var copy = U64.of(0);
                    Kernel.probeReadKernel(copy, task.plain.address());
                    if (copy.value == 0 || parent == null || task.signal.get().nrThreads == 0) return 0;
                    return self.get().tgid != 0 && parent != self ? 2 : 1;
                }
            }
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @CsvSource({
        "packet, true",
        "elements, true",
        "value, true",
        "slot, true",
        "global, true",
        "frame, true",
        "either, true",
        "address, true",
        "packet, false",
        "elements, false",
        "value, false",
        "slot, false",
        "global, false",
        "frame, false",
        "either, false",
        "address, false"
    })
    void leadTo(String memory, boolean optimized) {
        var build = Build.with(List.of("-Askep.optimize=" + optimized), "Pointing", SOURCE);
        try (var object = Kernel.load(build.objectOrFail("Pointing"))) {
            var numbers = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
            numbers.putInt(-40).putInt(7);
            var run = object.program(memory).run(numbers.array());
            assertThat(run.returnValue()).isEqualTo(2);
            var after = ByteBuffer.wrap(run.data()).order(ByteOrder.nativeOrder());
            assertThat(after.getInt(8)).isEqualTo(-33);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void probesReadWhatTheKernelPointsTo(boolean optimized) {
        var build = Build.with(List.of("-Askep.optimize=" + optimized), "Pointing", SOURCE);
        try (var object = Kernel.load(build.objectOrFail("Pointing"))) {
            assertThat(object.program("probed").runContext(new byte[24]).returnValue())
                    .isEqualTo(2);
        }
    }
}
