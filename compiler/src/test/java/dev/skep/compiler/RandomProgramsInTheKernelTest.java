package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Code;
import dev.skep.compiler.machine.CodeGenerator;
import dev.skep.compiler.object.BuildObject;
import dev.skep.compiler.pass.ExpandMemory;
import dev.skep.ir.Interpreter;
import dev.skep.ir.RandomProgram;
import dev.skep.ir.Unit;
import dev.skep.kernel.KernelVersion;
import dev.skep.object.ObjectWriter;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs made by chance mean the same on the JVM, in the kernel as they are, and in the kernel optimised; for old kernels and new ones. The oldest is the
 * first that has atomics with a result. {@code -Dskep.seed=… -Dskep.rounds=…} makes others, and more.
 */
class RandomProgramsInTheKernelTest {
    private static final int PROGRAMS = Integer.getInteger("skep.rounds", 60);
    private static final int PACKETS = 4;
    private static final KernelVersion NEW = new KernelVersion(6, 12);

    @ParameterizedTest
    @ValueSource(strings = {"5.12", "6.12"})
    void doTheSameEverywhere(String kernel) {
        compare(kernel, RandomProgram::of, PROGRAMS);
    }

    /** Twenty variables that are all wanted at the end: more than there are registers, over calls and through loops. */
    @ParameterizedTest
    @ValueSource(strings = {"5.12", "6.12"})
    void doSoWhenRegistersAreShort(String kernel) {
        compare(kernel, seed -> RandomProgram.withVariables(12, seed), PROGRAMS / 2);
    }

    static Stream<String> optionalPasses() {
        return Options.optionalPasses().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("optionalPasses")
    void doSoWithoutAPass(String pass) {
        compare(Options.DEFAULT.withTargetKernel(NEW).without(Set.of(pass)), RandomProgram::of, PROGRAMS / 6);
    }

    @Test
    void doSoWithoutOptimization() {
        compare(Options.DEFAULT.withTargetKernel(NEW).withoutOptimization(), RandomProgram::of, PROGRAMS / 6);
    }

    private static void compare(String kernel, LongFunction<Unit> programs, int count) {
        compare(Options.DEFAULT.withTargetKernel(KernelVersion.parse(kernel)), programs, count);
    }

    private static void compare(Options options, LongFunction<Unit> programs, int count) {
        Kernel.require();
        var seed = Long.getLong("skep.seed", 1);
        var random = new Random(seed);
        for (var program = 0; program < count; program++) {
            var programSeed = random.nextLong();
            var unit = programs.apply(programSeed);
            var packets = packets(random);
            var name = "seed " + seed + ", program " + program + " of seed " + programSeed;
            var expected = interpreted(unit, packets);
            assertThat(run(plain(unit, options), packets, name))
                    .as("%s, as it is", name)
                    .isEqualTo(expected);
            assertThat(run(Compiler.compile(unit, options), packets, name))
                    .as("%s, optimised", name)
                    .isEqualTo(expected);
        }
    }

    private static byte[] plain(Unit unit, Options options) {
        var expand = new ExpandMemory();
        var expanded =
                unit.withFunctions(unit.functions().stream().map(expand::run).toList());
        Map<String, Code> code = new HashMap<>();
        for (var function : expanded.functions())
            code.put(function.name(), CodeGenerator.generate(function, options).code());
        return ObjectWriter.write(BuildObject.of(expanded, code, options.byteOrder()), options.target());
    }

    private static List<byte[]> packets(Random random) {
        List<byte[]> packets = new ArrayList<>();
        for (var i = 0; i < PACKETS; i++) {
            var packet = new byte[RandomProgram.PACKET];
            random.nextBytes(packet);
            for (var few = 8 * i; few > 0; few--) packet[random.nextInt(packet.length)] = (byte) random.nextInt(3);
            packets.add(packet);
        }
        return packets;
    }

    private static List<String> interpreted(Unit unit, List<byte[]> packets) {
        var interpreter = new Interpreter(unit);
        List<String> outcomes = new ArrayList<>();
        for (var packet : packets) {
            var bytes = packet.clone();
            outcomes.add(outcome(interpreter.run("p", bytes), bytes));
        }
        return outcomes;
    }

    private static List<String> run(byte[] object, List<byte[]> packets, String name) {
        List<String> outcomes = new ArrayList<>();
        try (var loaded = Kernel.load(object)) {
            for (var packet : packets) {
                var run = loaded.program("p").run(packet);
                outcomes.add(outcome(run.returnValue(), run.data()));
            }
        } catch (KernelRefused refused) {
            throw new AssertionError(name, refused);
        }
        return outcomes;
    }

    private static String outcome(int verdict, byte[] packet) {
        return verdict + " " + HexFormat.of().formatHex(packet);
    }
}
