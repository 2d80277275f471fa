package dev.skep.dsl.tests;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.SubprogramDef.globalFunction;
import static dev.skep.dsl.SubprogramDef.procedure;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.array;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.Array;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.ContextParameterDef;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.Nothing;
import dev.skep.dsl.ParameterDef;
import dev.skep.dsl.SubprogramDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.context.XdpMd;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions that the verifier checks by their parameters, and what goes over to them. */
class FunctionsRunTest {
    private static final GlobalDef<Array<U32>> FOUND = global("found", array(U32, 2));

    private static final SubprogramDef<U32> INTERFACE = globalFunction("interface", U32, p -> {
        var context = p.context(FunctionsRunTest.CONTEXT);
        p.return_(context.get(XdpMd.INGRESS_IFINDEX).add(69));
    });
    private static final ContextParameterDef<XdpMd> CONTEXT = INTERFACE.context("context", XdpMd.CONTEXT);

    private static final SubprogramDef<Nothing> FILL = procedure("fill", p -> {
        var numbers = p.parameter(FunctionsRunTest.NUMBERS);
        numbers.set(0, p.parameter(FunctionsRunTest.NUMBER));
        numbers.set(1, p.parameter(FunctionsRunTest.NUMBER).add(1));
    });
    private static final ParameterDef<Array<U32>> NUMBERS = FILL.parameter("numbers", array(U32, 2));
    private static final ParameterDef<U32> NUMBER = FILL.parameter("number", U32);

    private static final SubprogramDef<U32> ALONE = globalFunction("alone", U32, p -> p.return_(u32(7)));

    @BeforeEach
    void kernel() {
        Kernel.require();
    }

    @Test
    void takeContextsAndMemory() {
        var options = Options.DEFAULT.withTargetKernel(new KernelVersion(6, 8));
        var object = BpfObjects.build("test", o -> o.license(GPL)
                .options(options)
                .program("test", xdp(), p -> {
                    p.call(FILL, NUMBERS.of(p.global(FOUND)), NUMBER.of(p.call(INTERFACE, CONTEXT.of(p.context()))));
                    p.return_(PASS);
                })
                .function(ALONE));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").run(new byte[70]).returnValue()).isEqualTo(2);
            assertThat(loaded.global("found").bytes()).containsExactly(70, 0, 0, 0, 71, 0, 0, 0);
        }
    }

    /** The verifier takes away what it knows to be called no time; the function of the loop is the last one here. */
    @Test
    void mayBeCalledBackNoTime() {
        var object = BpfObjects.build("test", o -> o.license(GPL)
                .options(Options.DEFAULT
                        .withTargetKernel(new KernelVersion(6, 8))
                        .withoutOptimization())
                .program("test", xdp(), p -> {
                    var one = p.call(INTERFACE, CONTEXT.of(p.context()));
                    var rounds = p.loop(u32(0), (i, loop) -> loop.break_());
                    p.returnCode(rounds.add(one.to(S32)));
                }));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").run(new byte[70]).returnValue()).isEqualTo(70);
        }
    }

    @Test
    void changeWhatTheyReferTo() {
        var object = BpfObjects.build("test", o -> o.license(GPL).program("test", xdp(), p -> {
            var local = p.local(array(U32, 2));
            p.call(FILL, NUMBERS.of(local), NUMBER.of(8));
            p.ifThen(local.get(0).ne(8).or(local.get(1).ne(9)), () -> p.return_(DROP));
            p.return_(PASS);
        }));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").run(new byte[70]).returnValue()).isEqualTo(2);
        }
    }
}
