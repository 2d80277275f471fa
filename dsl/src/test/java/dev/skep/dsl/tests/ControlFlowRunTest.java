package dev.skep.dsl.tests;

import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.Case.default_;
import static dev.skep.dsl.SubprogramDef.subprogram;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.XdpAction.TX;
import static dev.skep.dsl.tests.XdpRun.INPUT;
import static dev.skep.dsl.tests.XdpRun.RESULT;
import static dev.skep.dsl.tests.XdpRun.load;
import static dev.skep.dsl.tests.XdpRun.result;
import static dev.skep.dsl.tests.XdpRun.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.dsl.ParameterDef;
import dev.skep.dsl.SubprogramDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.XdpBuilder;
import dev.skep.testkit.Kernel;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What branches, loops, switches and calls do in the running kernel. */
class ControlFlowRunTest {
    private static final SubprogramDef<U16> FOLD = subprogram("fold", U16, f -> {
        var sum = f.parameter(ControlFlowRunTest.SUM);
        f.ifThen(f.parameter(ControlFlowRunTest.TIMES).eq(0), () -> f.return_(sum.to(U16)));
        var once = sum.and(0xffff).add(sum.rsh(16));
        f.return_(once.add(once.rsh(16)).to(U16));
    });
    private static final ParameterDef<U32> SUM = FOLD.parameter("sum", U32);
    private static final ParameterDef<U16> TIMES = FOLD.parameter("times", U16);

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void branches() {
        Consumer<XdpBuilder> program = p -> {
            var x = p.global(INPUT).get();
            var a = p.variable(u32(0));
            p.ifThenElse(x.gt(3).and(x.lt(9)).or(x.eq(20)), () -> a.set(1), () -> a.set(2));
            p.ifThen(x.ne(5).not(), () -> a.set(a.get().add(10)));
            p.global(RESULT).set(p.select(x.le(2), a.get(), a.get().add(100)).to(U64));
        };
        var expected = new long[] {2, 2, 2, 102, 101, 111, 101, 101, 101, 102};
        for (var x = 0; x < expected.length; x++)
            assertThat(result(program, x)).as("x = %d", x).isEqualTo(expected[x]);
        assertThat(result(program, 20)).isEqualTo(101);
    }

    @Test
    void loops() {
        Consumer<XdpBuilder> program = p -> {
            var x = p.global(INPUT).get();
            var sum = p.variable(u32(0));
            p.repeat(
                    8,
                    (i, outer) -> p.repeat(8, (j, inner) -> {
                        p.ifThen(j.eq(i), inner::continue_);
                        p.ifThen(j.gt(x), inner::break_);
                        p.ifThen(i.mul(j).gt(20), outer::break_);
                        sum.set(sum.get().add(i.mul(10).add(j)));
                    }));
            p.global(RESULT).set(sum.get().to(U64));
        };
        for (var x = 0; x < 10; x++)
            assertThat(result(program, x)).as("x = %d", x).isEqualTo(sumOfLoops(x));
    }

    private static long sumOfLoops(int x) {
        var sum = 0;
        outer:
        for (var i = 0; i < 8; i++) {
            for (var j = 0; j < 8; j++) {
                if (j == i) continue;
                if (j > x) break;
                if (i * j > 20) break outer;
                sum += i * 10 + j;
            }
        }
        return sum;
    }

    @Test
    void whileLoops() {
        Consumer<XdpBuilder> program = p -> {
            var left = p.variable(p.global(INPUT).get().and(15));
            var sum = p.variable(u32(0));
            p.while_(() -> left.get().ne(0), loop -> {
                left.set(left.get().sub(1));
                p.ifThen(left.get().eq(3), loop::continue_);
                p.ifThen(sum.get().gt(40), loop::break_);
                sum.set(sum.get().add(left.get()));
            });
            p.global(RESULT).set(sum.get().to(U64));
        };
        assertThat(result(program, 0)).isEqualTo(0);
        assertThat(result(program, 4)).isEqualTo(2 + 1);
        assertThat(result(program, 6)).isEqualTo(5 + 4 + 2 + 1);
        assertThat(result(program, 15)).isEqualTo(14 + 13 + 12 + 11);
    }

    @Test
    void switches() {
        Consumer<XdpBuilder> program = p -> p.switch_(
                p.global(INPUT).get(),
                case_(6).then(() -> p.global(RESULT).set(1)),
                case_(17, 0xffffffffL).then(() -> p.global(RESULT).set(2)),
                case_(7).then(() -> p.return_(TX)),
                default_(() -> p.global(RESULT).set(3)));
        assertThat(result(program, 6)).isEqualTo(1);
        assertThat(result(program, 17)).isEqualTo(2);
        assertThat(result(program, -1)).isEqualTo(2);
        assertThat(result(program, 5)).isEqualTo(3);
        try (var loaded = load(program)) {
            loaded.global("input").set(7);
            assertThat(verdict(loaded, new byte[64])).isEqualTo(TX);
        }
    }

    @Test
    void calls() {
        Consumer<XdpBuilder> program = p -> {
            var folded = p.call(FOLD, SUM.of(p.global(INPUT).get()), TIMES.of(2));
            var cut = p.call(FOLD, TIMES.of(0), SUM.of(p.global(INPUT).get()));
            p.global(RESULT).set(folded.to(U32).lsh(16).or(cut.to(U32)).to(U64));
        };
        assertThat(result(program, 0x12345678)).isEqualTo(0x68ac5678L);
        assertThat(result(program, 0xffffffff)).isEqualTo(0xffffffffL);
    }
}
