package dev.skep.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.ir.Function;
import dev.skep.ir.Interpreter;
import dev.skep.ir.RandomProgram;
import dev.skep.ir.Unit;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrPrinter;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Seed;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Programs made by chance do the same before and after every pass, in the order of the pipeline and in any other. */
class PassesKeepMeaningTest {
    private static final int PROGRAMS = Integer.getInteger("skep.rounds", 150);
    private static final int PACKETS = 5;

    private static final List<FunctionPass> PASSES = List.of(
            new SimplifyBlocks(),
            new FoldConstants(ByteOrder.LITTLE_ENDIAN),
            new ThreadJumps(ByteOrder.LITTLE_ENDIAN),
            new NumberValues(),
            new MergeBlocks(),
            new JoinBoundsChecks(),
            new DelayChanges(),
            new ForwardStores(),
            new HandOverInPlace(),
            new CombineAccesses(ByteOrder.LITTLE_ENDIAN),
            new UnrollLoops(),
            new RotateLoops(),
            new StepPointers(),
            new HoistInvariants(),
            new CompareAsStored(ByteOrder.LITTLE_ENDIAN),
            new CompareWithoutSign(),
            new RemoveDeadStores(),
            new NarrowRanges(new KernelVersion(6, 1)),
            new ReplaceScalars(),
            new AdvanceCursors(),
            new AlignSlots(),
            new ExpandMemory(),
            new SplitUnaligned(ByteOrder.LITTLE_ENDIAN),
            new WidenNumbers(),
            new RemoveDeadCode());

    @Test
    void inAnyOrder() {
        var seed = Seed.ofThisRun();
        var random = new Random(seed);
        for (var program = 0; program < PROGRAMS; program++) {
            var programSeed = random.nextLong();
            var name = "seed " + seed + ", program " + program + " of seed " + programSeed;
            try {
                run(RandomProgram.of(programSeed), random, name);
            } catch (RuntimeException e) {
                throw new AssertionError(name, e);
            }
        }
    }

    private static void run(Unit original, Random random, String name) {
        IrChecker.check(original);
        List<byte[]> packets = new ArrayList<>();
        for (var i = 0; i < PACKETS; i++) {
            packets.add(packet(random));
        }
        var expected = outcomes(original, packets);
        var unit = original;
        for (var step = 0; step < 14; step++) {
            var pass = random.nextInt(8) == 0 ? null : PASSES.get(random.nextInt(PASSES.size()));
            UnaryOperator<Unit> run = pass == null ? new InlineFunctions()::run : each(pass);
            var before = unit;
            List<String> after;
            var passName = pass == null ? "inline" : pass.name();
            try {
                unit = run.apply(before);
                IrChecker.check(unit);
                assertThat(unit)
                        .as("%s, step %d: %s, without what was found out before", name, step, passName)
                        .isEqualTo(run.apply(unexplored(before)));
                after = outcomes(unit, packets);
            } catch (RuntimeException e) {
                throw new IllegalStateException(passName + " of\n" + IrPrinter.print(before), e);
            }
            assertThat(after)
                    .as("%s, step %d: %s%n%s", name, step, passName, IrPrinter.print(before))
                    .isEqualTo(expected);
        }
    }

    /** Returns an equal unit of functions about which nothing has been found out yet. */
    private static Unit unexplored(Unit unit) {
        List<Function> functions = new ArrayList<>();
        for (var f : unit.functions())
            functions.add(new Function(
                    f.name(), f.kind(), f.parameters(), f.returnType(), f.slots(), f.blocks(), f.location()));
        return new Unit(unit.name(), unit.license(), unit.types(), unit.maps(), unit.globals(), functions);
    }

    private static UnaryOperator<Unit> each(FunctionPass pass) {
        return unit ->
                unit.withFunctions(unit.functions().stream().map(pass::run).toList());
    }

    private static byte[] packet(Random random) {
        var packet = new byte[RandomProgram.PACKET];
        random.nextBytes(packet);
        for (var i = random.nextInt(4); i > 0; i--) packet[random.nextInt(packet.length)] = (byte) random.nextInt(3);
        if (random.nextInt(4) == 0) Arrays.fill(packet, 0, 4 * random.nextInt(16), (byte) 0);
        return packet;
    }

    private static List<String> outcomes(Unit unit, List<byte[]> packets) {
        var interpreter = new Interpreter(unit);
        List<String> outcomes = new ArrayList<>();
        for (var packet : packets) {
            var bytes = packet.clone();
            var verdict = interpreter.run("p", bytes);
            outcomes.add(verdict + " " + HexFormat.of().formatHex(bytes));
        }
        return outcomes;
    }
}
