package dev.skep.dsl.tests;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.XdpAction.TX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.XdpAction;
import dev.skep.dsl.XdpBuilder;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.NativeOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Returns out of what must be ended first: the verifier takes no program that leaves a section or an iterator open. */
class SectionsRunTest {
    private static final GlobalDef<U32> INPUT = global("input", U32, 0);
    private static final HashMapDef<U32, U64> EMPTY = hashMap("empty", U32, U64).maxEntries(1);

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void returnsFromSections() {
        Consumer<XdpBuilder> program = p -> {
            var input = p.global(INPUT).get();
            p.rcuReadLock(() -> p.preemptDisable(() -> {
                p.ifThen(input.eq(1), () -> p.return_(DROP));
                p.ifThen(input.eq(2), () -> p.lookup(EMPTY, input).orElseReturn(TX));
                p.ifThen(input.eq(3), () -> p.returnCode(s32(3)));
            }));
            p.return_(PASS);
        };
        assertThat(verdict(program, 0)).isEqualTo(PASS);
        assertThat(verdict(program, 1)).isEqualTo(DROP);
        assertThat(verdict(program, 2)).isEqualTo(TX);
        assertThat(verdict(program, 3)).isEqualTo(TX);
    }

    @Test
    void returnsFromIterators() {
        Consumer<XdpBuilder> program = p -> {
            var input = p.global(INPUT).get();
            p.range(
                    s32(100),
                    (i, outer) -> p.range(s32(100), (j, inner) -> {
                        p.ifThen(i.add(j).to(U32).eq(input), () -> p.return_(DROP));
                        p.ifThen(j.gt(5), inner::break_);
                        p.ifThen(i.gt(5), outer::break_);
                    }));
            p.return_(PASS);
        };
        assertThat(verdict(program, 8)).isEqualTo(DROP);
        assertThat(verdict(program, 50)).isEqualTo(PASS);
    }

    /** Every path leaves the section: nothing goes on behind it. */
    @Test
    void endsWithASection() {
        Consumer<XdpBuilder> program = p -> p.rcuReadLock(
                () -> p.ifThenElse(p.global(INPUT).get().eq(1), () -> p.return_(DROP), () -> p.return_(TX)));
        assertThat(verdict(program, 1)).isEqualTo(DROP);
        assertThat(verdict(program, 2)).isEqualTo(TX);
    }

    /** A callback's section ends before the callback does. */
    @Test
    void endsWithACallback() {
        Consumer<XdpBuilder> program = p -> {
            var input = p.global(INPUT).get();
            var rounds = p.loop(u32(10), (i, loop) -> p.rcuReadLock(() -> p.ifThen(i.eq(input), loop::break_)));
            p.ifThen(rounds.lt(10), () -> p.return_(DROP));
            p.return_(PASS);
        };
        assertThat(verdict(program, 3)).isEqualTo(DROP);
        assertThat(verdict(program, 30)).isEqualTo(PASS);
    }

    private static XdpAction verdict(Consumer<XdpBuilder> statements, int input) {
        var options = Options.DEFAULT.withTargetKernel(new KernelVersion(6, 12));
        var object =
                BpfObjects.build("test", o -> o.license(GPL).options(options).program("test", xdp(), statements));
        try (var loaded = Kernel.load(object.bytes())) {
            loaded.global("input").set(NativeOrder.u32(input));
            return XdpAction.values()[loaded.program("test").run(new byte[64]).returnValue()];
        }
    }
}
