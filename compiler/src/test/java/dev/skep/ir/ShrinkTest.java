package dev.skep.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrPrinter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault in a large program is shown by a small one. */
class ShrinkTest {
    private static long divisions(Unit unit) {
        return unit.functions().stream()
                .flatMap(function -> function.blocks().stream())
                .flatMap(block -> block.ops().stream())
                .filter(op -> op instanceof Op.Binary binary && binary.operation() == BinaryOp.SDIV)
                .count();
    }

    private static boolean isFaulty(Unit unit) {
        new Interpreter(unit).run("p", new byte[RandomProgram.PACKET]);
        return divisions(unit) > 0;
    }

    private static int ops(Unit unit) {
        return unit.functions().stream()
                .flatMap(function -> function.blocks().stream())
                .mapToInt(block -> block.ops().size())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keepsWhatIsFaultyAndLittleElse(long seed) {
        var large = RandomProgram.of(seed);
        while (!isFaulty(large)) large = RandomProgram.of(++seed * 31);
        var small = Shrink.of(large, ShrinkTest::isFaulty);

        assertThat(divisions(small)).isEqualTo(1);
        assertThat(IrChecker.problems(small)).isEmpty();
        assertThat(ops(small)).as(IrPrinter.print(small)).isLessThan(Math.max(20, ops(large) / 4));
    }
}
