package dev.skep.asm;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R3;
import static dev.skep.asm.Register.R4;
import static dev.skep.asm.Register.R5;
import static dev.skep.asm.Register.R6;
import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.H;
import static dev.skep.asm.Width.W;
import static dev.skep.kernel.Helper.MAP_LOOKUP_ELEM;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the builder emits, read as a listing. */
class CodeBuilderTest {
    private static final int XDP_PASS = 2;

    @Test
    void buildsTheSketchOfTheDesign() {
        var code = Code.of("count", c -> {
            var pass = c.newLabel("pass");

            c.ldx(W, R2, mem(R1, 0)); // r2 = ctx->data
            c.ldx(W, R3, mem(R1, 4)); // r3 = ctx->data_end
            c.mov(R4, R2).add(R4, 34); // ethernet + ipv4 headers
            c.jgt(R4, R3, pass);
            c.ldx(H, R5, mem(R2, 12)); // eth->h_proto, network order
            c.jne(R5, 0x0008, pass);

            c.ldx(W, R6, mem(R2, 26)); // ip->saddr
            c.stx(W, mem(R10, -4), R6); // key on the stack
            c.ldMap(R1, "hits");
            c.mov(R2, R10).add(R2, -4);
            c.call(MAP_LOOKUP_ELEM);
            c.ifThen(R0.ne(0), () -> {
                c.mov(R1, 1);
                c.atomicAdd(DW, mem(R0), R1);
            });

            c.bind(pass);
            c.mov(R0, XDP_PASS).exit();
        });

        assertThat(code).hasToString("""
                        count:
                            r2 = *(u32 *)(r1 + 0)
                            r3 = *(u32 *)(r1 + 4)
                            r4 = r2
                            r4 += 34
                            if r4 > r3 goto pass
                            r5 = *(u16 *)(r2 + 12)
                            if r5 != 8 goto pass
                            r6 = *(u32 *)(r2 + 26)
                            *(u32 *)(r10 - 4) = r6
                            r1 = hits ll
                            r2 = r10
                            r2 += -4
                            call 1
                            if r0 == 0 goto endif
                            r1 = 1
                            lock *(u64 *)(r0 + 0) += r1
                          endif:
                          pass:
                            r0 = 2
                            exit
                        """);
        assertThat(Assembler.assemble(code, IsaVersion.V1).slots()).isEqualTo(19);
    }

    private record Block(String name, String listing, Consumer<CodeBuilder> code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Block> blocks() {
        // spotless:off
        return List.of(
            new Block("if",                     "if r1 != 0 goto endif / r0 = 1 / endif: / exit",
                      c -> c.ifThen(R1.eq(0), () -> c.mov(R0, 1)).exit()),
            new Block("if on the lower half",   "if w1 s<= w2 goto endif / r0 = 1 / endif: / exit",
                      c -> c.ifThen(R1.sgt(R2).lower32(), () -> c.mov(R0, 1)).exit()),
            new Block("if without a negation",  "if r1 & 4 goto then / goto endif / then: / r0 = 1 / endif: / exit",
                      c -> c.ifThen(R1.set(4), () -> c.mov(R0, 1)).exit()),
            new Block("if and else",            "if r1 >= 9 goto else / r0 = 1 / goto endif / else: / r0 = 2 / endif: / exit",
                      c -> c.ifThenElse(R1.lt(9), () -> c.mov(R0, 1), () -> c.mov(R0, 2)).exit()),
            new Block("if that leaves",         "if r1 != 0 goto else / exit / else: / exit",
                      c -> c.ifThenElse(R1.eq(0), c::exit, c::exit)),
            new Block("if in if",               "if r1 == 0 goto endif / if r2 == 0 goto endif_1 / r0 = 1 / endif_1: / endif: / exit",
                      c -> c.ifThen(R1.ne(0), () -> c.ifThen(R2.ne(0), () -> c.mov(R0, 1))).exit()));
        // spotless:on
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void buildsBlocks(Block block) {
        String listing = Code.of("f", block.code())
                .toString()
                .lines()
                .skip(1)
                .map(String::strip)
                .collect(joining(" / "));
        assertThat(listing).isEqualTo(block.listing());
    }

    @Test
    void takesBothBranchesInTheKernel() {
        Function<Integer, Consumer<CodeBuilder>> sign = value -> c -> {
            c.mov(R1, value);
            c.ifThenElse(R1.slt(0), () -> c.mov(R0, 10), () -> {
                c.mov(R0, 20);
                c.ifThen(R1.set(1), () -> c.add(R0, 1));
            });
            c.exit();
        };
        assertThat(InKernel.run(sign.apply(-7))).isEqualTo(10);
        assertThat(InKernel.run(sign.apply(6))).isEqualTo(20);
        assertThat(InKernel.run(sign.apply(7))).isEqualTo(21);
    }

    @Test
    void callsWithinTheCodeInTheKernel() {
        assertThat(InKernel.run(c -> {
                    var twice = c.newLabel("twice");
                    c.mov(R1, 21).call(twice).exit();
                    c.bind(twice).mov(R0, R1).add(R0, R1).exit();
                }))
                .isEqualTo(42);
    }

    @Test
    void isDeadAfterItsLambda() {
        var kept = new ArrayList<CodeBuilder>();
        Code.of("f", kept::add);
        assertThatIllegalStateException()
                .isThrownBy(() -> kept.get(0).exit())
                .withMessage("the builder of f is closed: it works only inside the lambda it was given to");
        assertThatIllegalStateException().isThrownBy(() -> kept.get(0).newLabel("late"));
    }

    @Test
    void isDeadAfterItsLambdaFailed() {
        var kept = new ArrayList<CodeBuilder>();
        assertThatThrownBy(() -> Code.of("f", c -> {
                    kept.add(c);
                    throw new ArithmeticException("mine");
                }))
                .isInstanceOf(ArithmeticException.class);
        assertThatIllegalStateException().isThrownBy(() -> kept.get(0).exit());
    }

    @Test
    void refusesToBindALabelTwiceAndGoesOn() {
        Code code = Code.of("f", c -> {
            var here = c.newLabel("here");
            c.bind(here);
            assertThatIllegalStateException()
                    .isThrownBy(() -> c.bind(here))
                    .withMessage("label here is already bound in f");
            c.ja(here);
        });
        assertThat(code).hasToString("f:\n  here:\n    goto here\n");
    }

    @Test
    void refusesOperandsThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mem(R1, 40_000))
                .withMessage("memory offset 40000 does not fit in 16 signed bits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JumpInstruction.IfImmediate(Opcode.JEQ_K, R1, 0, new JumpOffset(40_000)))
                .withMessage("jump offset 40000 does not fit in 16 signed bits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AluInstruction.Binary(Opcode.ADD_K, R1, R2))
                .withMessage("opcode ADD_K has operands of shape ALU_IMMEDIATE, not ALU_REGISTER");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AluInstruction.AddressSpaceCast(R1, R2, 0x10000, 0))
                .withMessage("address space 65536 does not fit in 16 unsigned bits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Code.of(" ", c -> c.exit()))
                .withMessage("code needs a name");
    }

    @Test
    void transformsElementByElement() {
        Code code = Code.of("f", c -> {
            var out = c.newLabel("out");
            c.jeq(R1, 0, out).mov(R0, 1).bind(out).exit();
        });
        Code traced = code.transform((c, element) -> {
            if (element instanceof JumpInstruction.Exit) {
                c.mov(R0, 0);
            }
            c.with(element);
        });
        assertThat(traced).hasToString("f:\n    if r1 == 0 goto out\n    r0 = 1\n  out:\n    r0 = 0\n    exit\n");
        assertThat(code.transform(CodeTransform.identity())).isEqualTo(code);
    }

    @Test
    void listsLinesAndMarks() {
        Code code = Code.of("f", c -> {
            c.line(new SourceLine("F.java", 7, 3, "return task.pid;"));
            c.core(new CoreMark(CoreKind.FIELD_BYTE_OFFSET, "task_struct", "0:3"))
                    .ldx(W, R0, mem(R1, 24));
            c.exit();
        });
        assertThat(code).hasToString("""
                        f:
                            ; F.java:7 return task.pid;
                            ; core FIELD_BYTE_OFFSET task_struct 0:3
                            r0 = *(u32 *)(r1 + 24)
                            exit
                        """);
    }
}
