package dev.skep.dsl.tests;

import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R6;
import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.W;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.CodeBuilder;
import dev.skep.asm.Memory;
import dev.skep.compiler.SkepException;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Field;
import dev.skep.dsl.License;
import dev.skep.dsl.ProgramType;
import dev.skep.dsl.S32;
import dev.skep.dsl.Storable;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.XdpBuilder;
import dev.skep.testkit.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Instructions in the middle of a program that is written in Java. */
class InlineAssemblyTest {
    private static final StructDef PAIR = struct("pair");
    private static final Field<U32> FIRST = PAIR.field("first", U32);
    private static final Field<S32> SECOND = PAIR.field("second", S32);

    @Test
    void isRun() {
        Kernel.require();
        Consumer<XdpBuilder> program = p -> {
            var input = p.global(XdpRun.INPUT).get();
            var pair = p.local(PAIR);
            pair.set(FIRST, input);
            pair.set(SECOND, -5);
            var sum = p.asm(
                    c -> {
                        var end = c.newLabel("end");
                        c.ldx(W, R0, new Memory(R1, 0));
                        c.jeq(R2, 0, end);
                        c.add(R0, R2);
                        c.bind(end);
                        c.st(W, new Memory(R1, 4), 100);
                    },
                    pair,
                    pair.get(SECOND));
            var after = pair.get(SECOND);
            p.global(XdpRun.RESULT).set(sum.to(U64).add(after.to(U64)).add(u64(1000)));
        };
        assertThat(XdpRun.result(program, 12)).isEqualTo(12 - 5 + 100 + 1000);
    }

    // spotless:off
    static Stream<Arguments> mistakes() {
        return Stream.of(
            mistake(c -> {},                                          "there is no instruction"),
            mistake(c -> c.mov(R6, 1),                                "`r6 = 1` uses r6, which the function around it keeps values in: assembly has r0 to r5"),
            mistake(c -> c.stx(DW, new Memory(R10, -8), R1),          "`*(u64 *)(r10 - 8) = r1` uses r10, which is the frame of the function around it: pass memory as an argument"),
            mistake(CodeBuilder::exit,                                "`exit` would leave the function around it: assembly falls out of its end"),
            mistake(c -> c.mov(R0, R2),                               "`r0 = r2` reads r2, and not every path puts something into it"),
            mistake(c -> c.mov(R1, 2),                                "r0 is the result, and not every path puts something into it"),
            mistake(c -> c.ja(c.newLabel("lost")),                    "label lost is not bound in the assembly"),
            mistake(c -> c.mov(R0, 2).ldMap(R1, "m"),                 "`r1 = m ll` refers to a name: pass what it names as an argument"));
    }
    // spotless:on

    private static Arguments mistake(Consumer<CodeBuilder> code, String message) {
        return Arguments.of(code, message);
    }

    /** The function stays as it was. */
    @ParameterizedTest
    @MethodSource("mistakes")
    void namesWhatIsWrong(Consumer<CodeBuilder> code, String message) {
        var object = BpfObjects.build("test", o -> o.license(License.GPL).program("test", ProgramType.xdp(), p -> {
            assertThatThrownBy(() -> p.asm(code, s32(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
            p.return_(PASS);
        }));
        assertThat(object.bytes()).isNotEmpty();
    }

    @Test
    void hasFiveRegistersForArguments() {
        List<Storable<?>> six = new ArrayList<>();
        for (var i = 0; i < 6; i++) six.add(s32(i));
        BpfObjects.build("test", o -> o.license(License.GPL).program("test", ProgramType.xdp(), p -> {
            assertThatThrownBy(() -> p.asm(c -> c.mov(R0, R1), six.toArray(Storable<?>[]::new)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("6 arguments, and registers for 5");
            p.return_(PASS);
        }));
    }

    /** What the target lacks is said when the object is made, as of any other instruction. */
    @Test
    void needsWhatItsInstructionsNeed() {
        assertThatThrownBy(() ->
                        BpfObjects.build("test", o -> o.license(License.GPL).program("test", ProgramType.xdp(), p -> {
                            p.asm(c -> c.movsx8(R0, R1), s32(1));
                            p.return_(PASS);
                        })))
                .isInstanceOf(SkepException.class)
                .hasMessageContaining("[SKEP3016]")
                .hasMessageContaining("instruction `movsx` needs kernel 6.6, the object must load on 5.10");
    }
}
