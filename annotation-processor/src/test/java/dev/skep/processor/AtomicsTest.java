package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Atomic operations in the kernel leave behind and return what those of the JDK do, wherever the number lies. */
class AtomicsTest {
    private static final List<String> PLACES =
            List.of("value.word", "value.cell", "variable.word", "variable.cell", "array", "record", "frame", "cell");

    // spotless:off
    private record Operation(String name, String arguments, OnLong onLong, OnInt onInt) {}
    private interface OnLong { long apply(AtomicLong number, long b); }
    private interface OnInt  { int apply(AtomicInteger number, int b); }

    private static final List<Operation> OPERATIONS = List.of(
            new Operation("add",             "B",     AtomicLong::getAndAdd,                                    AtomicInteger::getAndAdd),
            new Operation("and",             "B",     (n, b) -> n.getAndAccumulate(b, (x, y) -> x & y),         (n, b) -> n.getAndAccumulate(b, (x, y) -> x & y)),
            new Operation("or",              "B",     (n, b) -> n.getAndAccumulate(b, (x, y) -> x | y),         (n, b) -> n.getAndAccumulate(b, (x, y) -> x | y)),
            new Operation("xor",             "B",     (n, b) -> n.getAndAccumulate(b, (x, y) -> x ^ y),         (n, b) -> n.getAndAccumulate(b, (x, y) -> x ^ y)),
            new Operation("exchange",        "B",     AtomicLong::getAndSet,                                    AtomicInteger::getAndSet),
            new Operation("compareExchange", "B, 77", (n, b) -> n.compareAndExchange(b, 77),                    (n, b) -> n.compareAndExchange(b, 77)));
    // spotless:on

    private static final long[] NUMBERS = {0, 1, -1, 77, 0x1234_5678_9abc_def0L, Long.MIN_VALUE, 0xffff_ffffL};

    private static final String HEAD = """
            import dev.skep.lang.*;
            @Bpf(license = "GPL", minKernel = "5.12")
            final class Atomics {
                @Struct static final class Numbers { long a; long b; long before; long after; }
                @Struct static final class Words { byte odd; int word32; long word64; S32 cell32; S64 cell64; @Length(3) int[] array32; @Length(3) long[] array64; }
                static final BpfArray<Words> values = BpfArray.of(1);
                static final BpfRingBuffer<Words> records = BpfRingBuffer.ofBytes(1 << 18);
                static final Words variable = new Words();
            """;

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void doWhatTheJdkDoes() {
        var source = new StringBuilder(HEAD);
        for (var operation : OPERATIONS)
            for (var bits : new int[] {32, 64})
                for (var place : PLACES) source.append(programs(operation, bits, place));
        try (var object =
                Kernel.load(Build.of("Atomics", source.append("}\n").toString()).objectOrFail("Atomics"))) {
            for (var operation : OPERATIONS)
                for (var bits : new int[] {32, 64})
                    for (var place : PLACES)
                        for (var a : NUMBERS)
                            for (var b : NUMBERS) {
                                var name = name(operation, bits, place);
                                var expected = expected(operation, bits, a, b);
                                var what = "%s with %d and %d".formatted(name, a, b);
                                assertThat(run(object.program("used_" + name), a, b))
                                        .as(what)
                                        .isEqualTo(expected);
                                assertThat(run(object.program("alone_" + name), a, b))
                                        .as(what)
                                        .isEqualTo(List.of(0L, expected.get(1)));
                            }
        }
    }

    private static List<Long> expected(Operation operation, int bits, long a, long b) {
        if (bits == 64) {
            var number = new AtomicLong(a);
            return List.of(operation.onLong.apply(number, b), number.get());
        }
        var number = new AtomicInteger((int) a);
        return List.of((long) operation.onInt.apply(number, (int) b), (long) number.get());
    }

    private static List<Long> run(dev.skep.testkit.LoadedProgram program, long a, long b) {
        var packet = ByteBuffer.allocate(64)
                .order(ByteOrder.nativeOrder())
                .putLong(a)
                .putLong(b);
        var run = program.run(packet.array());
        assertThat(run.returnValue()).isEqualTo(2);
        var after = ByteBuffer.wrap(run.data()).order(ByteOrder.nativeOrder());
        return List.of(after.getLong(16), after.getLong(24));
    }

    private static String name(Operation operation, int bits, String place) {
        return operation.name + bits + "_" + place.replace(".", "_");
    }

    private static String programs(Operation operation, int bits, String place) {
        var cell = place.endsWith("cell");
        var word = word(bits, place) + (cell ? ".value" : "");
        var call =
                (cell ? word(bits, place) + "." + operation.name + "(" : "Atomic." + operation.name + "(" + word + ", ")
                        + operation.arguments.replace("B", bits == 64 ? "n.b" : "(int) n.b") + ")";
        var cast = bits == 64 ? "" : "(int) ";
        return program(
                        "used_" + name(operation, bits, place),
                        bits,
                        place,
                        word + " = " + cast + "n.a; n.before = " + call,
                        word)
                + program(
                        "alone_" + name(operation, bits, place),
                        bits,
                        place,
                        word + " = " + cast + "n.a; " + call,
                        word);
    }

    private static String word(int bits, String place) {
        return switch (place) {
            case "array" -> "variable.array" + bits + "[(int) (n.b & 1) + 1]";
            case "record" -> "slot.value().word" + bits;
            case "frame" -> "frame.word" + bits;
            case "cell" -> "cell";
            default -> place + bits;
        };
    }

    private static String program(String name, int bits, String place, String body, String word) {
        var text = body + "; n.after = " + word + ";";
        if (place.equals("record"))
            text = "try (var slot = records.reserve()) { if (slot == null) return 1; " + text + " }";
        return """
                    @Xdp static int %s(XdpContext context) {
                        var n = context.packet().next(Numbers.class);
                        var value = values.lookup(0);
                        if (n == null || value == null) return 1;
                        var frame = new Words();
                        var cell = S%d.of(0);
                        %s
                        return 2;
                    }
                """.formatted(name, bits, text);
    }
}
