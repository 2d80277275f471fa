package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.IsaVersion;
import dev.skep.ir.RandomProgram;
import dev.skep.ir.RandomProgram.Atomics;
import dev.skep.ir.Shrink;
import dev.skep.ir.Unit;
import dev.skep.ir.text.IrParser;
import dev.skep.ir.text.IrPrinter;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs made by chance mean the same on the JVM, in the kernel as they are, and in the kernel optimised; for old kernels and new ones. What
 * differs, or what the verifier refuses, is made as small as possible; that text becomes a case below {@code differential} of the test
 * resources. {@code -Dskep.seed=… -Dskep.rounds=…} makes others, and more: a million programs take some hours of one core.
 */
class RandomProgramsInTheKernelTest {
    private static final int PROGRAMS = Integer.getInteger("skep.rounds", 80);
    private static final KernelVersion NEW = new KernelVersion(6, 12);
    private static final Path CASES = Path.of("src", "test", "resources", "differential");

    @BeforeAll
    static void needsTheKernel() {
        Kernel.require();
    }

    /** 5.10 has the third level of the instruction set and additions as the only atomics, 6.12 the fourth. */
    @ParameterizedTest
    @ValueSource(strings = {"5.10", "5.15", "6.1", "6.12"})
    void doTheSameEverywhere(String kernel, TestReporter reporter) {
        var target = KernelVersion.parse(kernel);
        var atomics = target.atLeast(new KernelVersion(5, 12)) ? Atomics.ALL : Atomics.ADDITIONS;
        compare(options(target), seed -> RandomProgram.of(atomics, seed), PROGRAMS, reporter);
    }

    /** No instruction above the level is used either, optimised or not. */
    @ParameterizedTest
    @EnumSource(IsaVersion.class)
    void doTheSameAtEveryLevel(IsaVersion level, TestReporter reporter) {
        var atomics = level.includes(IsaVersion.V3) ? Atomics.ALL : Atomics.ADDITIONS;
        compare(options(NEW).withIsa(level), seed -> RandomProgram.of(atomics, seed), PROGRAMS, reporter);
    }

    @ParameterizedTest
    @EnumSource(
            value = IsaVersion.class,
            names = {"V1", "V2"})
    void doSoAtLowLevelsWhenRegistersAreShort(IsaVersion level, TestReporter reporter) {
        var options = options(Options.OLDEST_KERNEL).withIsa(level);
        compare(options, seed -> RandomProgram.withVariables(12, seed), PROGRAMS / 2, reporter);
    }

    /** Twenty variables that are all wanted at the end: more than there are registers, over calls and through loops. */
    @ParameterizedTest
    @ValueSource(strings = {"5.10", "6.12"})
    void doSoWhenRegistersAreShort(String kernel, TestReporter reporter) {
        var options = options(KernelVersion.parse(kernel));
        compare(options, seed -> RandomProgram.withVariables(12, seed), PROGRAMS / 2, reporter);
    }

    static Stream<String> optionalPasses() {
        return Options.optionalPasses().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("optionalPasses")
    void doSoWithoutAPass(String pass, TestReporter reporter) {
        compare(options(NEW).without(Set.of(pass)), RandomProgram::of, PROGRAMS / 6, reporter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.15", "6.12"})
    void doSoWithoutOptimization(String kernel, TestReporter reporter) {
        compare(options(KernelVersion.parse(kernel)).withoutOptimization(), RandomProgram::of, PROGRAMS / 4, reporter);
    }

    static Stream<Path> cases() throws IOException {
        if (!Files.exists(CASES)) return Stream.of();
        try (var files = Files.list(CASES)) {
            return files.sorted().toList().stream();
        }
    }

    /** What once went wrong, made small. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void doWhatTheyOnceDidNot(Path text) throws IOException {
        var unit = IrParser.unit(Files.readString(text));
        for (var options : new Options[] {options(new KernelVersion(5, 15)), options(NEW)})
            new Differential(options, 1).fault(unit).ifPresent(fault -> {
                throw new AssertionError(text + ", " + fault);
            });
    }

    private static Options options(KernelVersion kernel) {
        return Options.DEFAULT.withTargetKernel(kernel);
    }

    private static void compare(Options options, LongFunction<Unit> programs, int count, TestReporter reporter) {
        long seed = Seed.ofThisRun();
        reporter.publishEntry("seed", count + " programs of -Dskep.seed=" + seed);
        var random = new Random(seed);
        var tooLong = 0;
        for (var program = 0; program < count; program++) {
            var programSeed = random.nextLong();
            var unit = programs.apply(programSeed);
            var differential = new Differential(options, programSeed);
            var fault = differential.fault(unit);
            if (differential.wasTooLong()) tooLong++;
            if (fault.isEmpty()) continue;
            var kind = fault.get().kind();
            var small = Shrink.of(unit, smaller -> differential
                    .fault(smaller)
                    .filter(f -> f.kind().equals(kind))
                    .isPresent());
            throw new AssertionError("seed " + seed + ", program " + program + " of seed " + programSeed + ", for "
                    + options.target() + ", " + fault.get() + "\nmade small, " + differential.fault(small)
                    + "\n" + IrPrinter.print(small));
        }
        assertThat(tooLong)
                .as("programs of seed " + seed + " that the verifier does not walk to the end as they are")
                .isLessThanOrEqualTo(1 + count / 20);
    }
}
