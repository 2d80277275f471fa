package dev.skep.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Compiler;
import dev.skep.compiler.Options;
import dev.skep.ir.Unit;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrPrinter;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import dev.skep.testkit.Seed;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Small programs made by chance: what the check says is what going along every path says. {@code -Dskep.seed=… -Dskep.rounds=…}. */
class NullnessOnAllPathsTest {
    private static final int PROGRAMS = Integer.getInteger("skep.rounds", 400);
    private static final int MOST_PATHS = 20_000;

    /** Where there are more paths than are kept apart, the check may refuse what is right: rarely, and never the other way. */
    @Test
    void refusesWhatSomePathRefusesAndHardlyAnythingElse() {
        var seed = Seed.ofThisRun();
        var random = new Random(seed);
        var right = 0;
        var wrong = 0;
        var mistaken = 0;
        for (var i = 0; i < PROGRAMS; i++) {
            var programSeed = random.nextLong();
            var unit = NullProgram.of(programSeed);
            IrChecker.check(unit);
            var function = unit.functions().get(0);
            var expected = AllPaths.touchingNull(function, MOST_PATHS);
            if (expected.isEmpty()) continue;
            var found = new CheckNullness().check(function);
            var name = "seed " + seed + ", program " + i + " of seed " + programSeed;
            if (expected.get().isEmpty()) {
                right++;
                if (!found.isEmpty()) mistaken++;
            } else {
                wrong++;
                assertThat(found).as("%s%n%s", name, IrPrinter.print(unit)).isNotEmpty();
            }
        }
        assertThat(right).isGreaterThan(PROGRAMS / 8);
        assertThat(wrong).isGreaterThan(PROGRAMS / 8);
        assertThat(mistaken).as("of %d", right).isLessThanOrEqualTo(right / 1000);
    }

    @Test
    void theKernelTakesWhatIsAccepted() {
        Kernel.require();
        var seed = Seed.ofThisRun();
        var random = new Random(seed);
        var loaded = 0;
        for (var i = 0; i < PROGRAMS; i++) {
            var programSeed = random.nextLong();
            var unit = NullProgram.of(programSeed);
            if (!new CheckNullness().check(unit.functions().get(0)).isEmpty()) continue;
            loaded++;
            load(unit, "seed " + seed + ", program " + i + " of seed " + programSeed);
        }
        assertThat(loaded).isGreaterThan(PROGRAMS / 8);
    }

    private static void load(Unit unit, String name) {
        for (var kernel : List.of("5.10", "6.12")) {
            var options = new Options(KernelVersion.parse(kernel), ByteOrder.nativeOrder());
            try (var object = Kernel.load(Compiler.compile(unit, options))) {
                assertThat(object.program("p").run(new byte[64]).returnValue()).isIn(1, 2);
            } catch (KernelRefused refused) {
                throw new AssertionError(name + "\n" + IrPrinter.print(unit), refused);
            }
        }
    }
}
