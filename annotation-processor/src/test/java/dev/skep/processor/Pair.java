package dev.skep.processor;

import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.XdpAction.ABORTED;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Field;
import dev.skep.dsl.S64;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.XdpBuilder;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A function of two numbers, written twice: members of a class in annotated Java, with {@code static long f(long a, long b)} among them, and
 * what a program of the fluent API does. In the kernel both make the same of the same numbers, in about as many instructions.
 */
record Pair(String name, String java, Fluent fluent) {
    private static final KernelVersion TARGET = new KernelVersion(6, 12);

    private static final StructDef NUMBERS = struct("Numbers");
    private static final Field<S64> A = NUMBERS.field("a", S64);
    private static final Field<S64> B = NUMBERS.field("b", S64);
    private static final Field<S64> RESULT = NUMBERS.field("result", S64);

    // spotless:off
    private static final long[] EDGES = {
        0, 1, -1, 2, 3, 5, -7, 31, 64, 127, -128, 255, 256, 32767, -32768, 65535,
        Integer.MAX_VALUE, Integer.MIN_VALUE, 0xffff_ffffL, 0x0123_4567_89ab_cdefL, Long.MAX_VALUE, Long.MIN_VALUE
    };
    // spotless:on

    /** The fluent side. */
    interface Fluent {
        S64 f(XdpBuilder p, S64 a, S64 b);
    }

    static Pair pair(String name, String java, Fluent fluent) {
        return new Pair(name, java, fluent);
    }

    /** Returns the tests of some pairs, the annotated sides of which are compiled together. */
    static Stream<DynamicTest> tests(Pair... pairs) {
        Kernel.require();
        List<String> sources = new ArrayList<>();
        for (var i = 0; i < pairs.length; i++) sources.addAll(List.of("Pair" + i, pairs[i].source(i)));
        var build = Build.of(sources.toArray(String[]::new));
        return IntStream.range(0, pairs.length)
                .mapToObj(i ->
                        DynamicTest.dynamicTest(pairs[i].name, () -> pairs[i].compare(build.objectOrFail("Pair" + i))));
    }

    private String source(int number) {
        return """
                import dev.skep.lang.*;

                @Bpf(license = "GPL", minKernel = "%s")
                final class Pair%d {
                    @Struct static final class Numbers { long a; long b; long result; }

                    @Xdp static int run(XdpContext context) {
                        var numbers = context.packet().next(Numbers.class);
                        if (numbers == null) return 0;
                        numbers.result = f(numbers.a, numbers.b);
                        return 2;
                    }

                %s
                }
                """.formatted(TARGET, number, java);
    }

    private byte[] object() {
        var options = Options.DEFAULT.withTargetKernel(TARGET);
        return BpfObjects.build(name, o -> o.license(GPL).options(options).program("run", xdp(), p -> {
                    var numbers = p.packet().next(NUMBERS).orElseReturn(ABORTED);
                    numbers.set(RESULT, fluent.f(p, numbers.get(A), numbers.get(B)));
                    p.return_(PASS);
                }))
                .bytes();
    }

    private void compare(byte[] annotated) {
        try (var theirs = Kernel.load(annotated);
                var ours = Kernel.load(object())) {
            for (var a : EDGES)
                for (var b : EDGES)
                    assertThat(result(ours, a, b)).as("of %d and %d", a, b).isEqualTo(result(theirs, a, b));
            var count = ours.program("run").instructionCount();
            var most = theirs.program("run").instructionCount();
            if (System.getenv("PAIRS") != null) System.err.println(name + " " + count + " " + most);
            assertThat(count).as("instructions").isLessThanOrEqualTo(most + Math.max(2, most / 16));
        }
    }

    private static long result(LoadedObject loaded, long a, long b) {
        var packet = ByteBuffer.allocate(64)
                .order(ByteOrder.nativeOrder())
                .putLong(a)
                .putLong(b);
        var run = loaded.program("run").run(packet.array());
        assertThat(run.returnValue()).isEqualTo(2);
        return ByteBuffer.wrap(run.data()).order(ByteOrder.nativeOrder()).getLong(16);
    }
}
