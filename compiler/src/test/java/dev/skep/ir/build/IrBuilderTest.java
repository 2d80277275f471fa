package dev.skep.ir.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.ByteSwap;
import dev.skep.ir.Extension;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrPrinter;
import dev.skep.kernel.Helper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IrBuilderTest {
    private static final SourceLine NOWHERE = new SourceLine("", 0, 0, "");

    /** Far more than it takes, far less than a quadratic way would. */
    private static final Duration NO_TIME = Duration.ofMinutes(5);

    private final IrBuilder builder = new IrBuilder("f", new FunctionKind.Subprogram(), BpfType.S32, NOWHERE);
    private final Value a = builder.parameter("a", BpfType.S32, ValueType.I32);
    private final Variable x = builder.newVariable("x", ValueType.I32);
    private final Variable y = builder.newVariable("y", ValueType.I32);

    /** Finishes the function, has the checker look at it, and returns its blocks as text. */
    private String blocks() {
        var function = builder.finish();
        IrChecker.check(new Unit("test", "GPL", List.of(), List.of(), List.of(), List.of(function)));
        var text = IrPrinter.print(function);
        return text.substring(text.indexOf("entry.0"), text.lastIndexOf('}'));
    }

    private Value number(long value) {
        return builder.constant(ValueType.I32, value);
    }

    private BlockLabel sealed(String hint) {
        var block = builder.newBlock(hint);
        builder.jump(block);
        builder.seal(block);
        builder.position(block);
        return block;
    }

    @Test
    void aVariableWrittenOnBothPathsBecomesAParameterOfTheJoin() {
        builder.write(x, a);
        ifThenElse(() -> builder.write(x, number(1)), () -> builder.write(x, number(2)));
        builder.return_(builder.read(x));

        assertThat(blocks()).isEqualTo("""
                entry.0:
                    %1: i32 = const 0
                    branch ne %0, %1 then then.1 else else.2
                then.1:
                    %2: i32 = const 1
                    jump end.3(%2)
                else.2:
                    %3: i32 = const 2
                    jump end.3(%3)
                end.3(%4: i32):
                    return %4
                """);
    }

    @Test
    void aVariableThatNoPathChangesNeedsNoParameter() {
        builder.write(x, a);
        ifThenElse(() -> builder.write(y, number(1)), () -> builder.write(y, number(2)));
        ifThenElse(() -> {}, () -> {});
        builder.return_(builder.read(x));

        assertThat(blocks()).contains("return %0").doesNotContain("(%");
    }

    @Test
    void aLoopCarriesWhatItChangesAndNothingElse() {
        builder.write(x, number(0));
        builder.write(y, a);
        whileLess(x, a, () -> builder.write(x, builder.binary(BinaryOp.ADD, builder.read(x), builder.read(y))));
        builder.return_(builder.read(x));

        assertThat(blocks()).isEqualTo("""
                entry.0:
                    %1: i32 = const 0
                    jump head.1(%1)
                head.1(%2: i32):
                    branch lt %2, %0 then body.2 else end.3
                body.2:
                    %4: i32 = add %2, %0
                    jump head.1(%4)
                end.3:
                    return %2
                """);
    }

    @Test
    void nestedLoopsCarryAVariableThatOnlyTheInnerOneChanges() {
        builder.write(x, number(0));
        builder.write(y, number(0));
        whileLess(x, a, () -> {
            whileLess(y, a, () -> builder.write(y, builder.binary(BinaryOp.ADD, builder.read(y), number(1))));
            builder.write(x, builder.binary(BinaryOp.ADD, builder.read(x), number(1)));
        });
        builder.return_(builder.binary(BinaryOp.ADD, builder.read(x), builder.read(y)));

        assertThat(blocks())
                .contains("head.1(%3: i32, %7: i32):", "jump head.4(%7)", "head.4(%4: i32):", "jump head.1(%10, %4)");
    }

    @Test
    void aVariableReadOnlyAfterALoopThatLeavesItAlonePassesThrough() {
        builder.write(x, number(0));
        builder.write(y, a);
        whileLess(x, a, () -> builder.write(x, builder.binary(BinaryOp.ADD, builder.read(x), number(1))));
        whileLess(x, a, () -> builder.write(x, builder.binary(BinaryOp.ADD, builder.read(x), number(1))));
        builder.return_(builder.read(y));

        assertThat(blocks()).contains("return %0");
    }

    @Test
    void anOpenBlockGetsItsArgumentsWhenItIsSealed() {
        var head = builder.newBlock("head");
        builder.write(x, number(0));
        builder.jump(head);
        builder.position(head);
        var read = builder.read(x);
        var more = builder.binary(BinaryOp.ADD, read, a);
        builder.write(x, more);
        var end = builder.newBlock("end");
        builder.branch(Condition.LT, more, number(100), head, end);
        builder.seal(head);
        builder.seal(end);
        builder.position(end);
        builder.return_(builder.read(x));

        assertThat(blocks()).contains("jump head.1(%1)", "head.1(%2: i32):", "then head.1(%3) else end.2");
    }

    @Test
    void unreachableCodeDisappearsAndTakesItsEdgesAlong() {
        builder.write(x, a);
        var end = builder.newBlock("end");
        builder.jump(end);
        var dead = builder.newBlock("dead");
        builder.seal(dead);
        builder.position(dead);
        assertThat(builder.reached(dead)).isFalse();
        builder.write(x, number(7));
        builder.jump(end);
        builder.seal(end);
        builder.position(end);
        builder.return_(builder.read(x));

        assertThat(blocks()).isEqualTo("""
                entry.0:
                    jump end.1
                end.1:
                    return %0
                """);
    }

    @Test
    void anUnreachableLoopMayReadWhatNobodyWrote() {
        builder.return_(a);
        var head = builder.newBlock("head");
        builder.position(head);
        builder.write(y, builder.read(x));
        builder.jump(head);
        builder.seal(head);

        assertThat(blocks()).isEqualTo("entry.0:\n    return %0\n");
    }

    @Test
    void aVariableThatMayBeNullTakesAPointerThatIsNot() {
        var pointer = builder.newVariable("p", ValueType.nullable(MemoryKind.STACK));
        builder.write(pointer, builder.stackAddress(builder.newSlot("s", 8, 8)));

        assertThat(builder.read(pointer).type()).isEqualTo(ValueType.pointer(MemoryKind.STACK));
    }

    @Test
    void explicitParametersReceiveTheArgumentsOfEdges() {
        var end = builder.newBlock("end", ValueType.I32, ValueType.I64);
        builder.branch(
                Condition.EQ,
                a,
                number(0),
                new Target(end, List.of(a, builder.constant(ValueType.I64, 1))),
                new Target(end, List.of(number(5), builder.constant(ValueType.I64, 2))));
        builder.seal(end);
        builder.position(end);
        builder.return_(builder.blockParameter(end, 0));

        assertThat(blocks()).contains("then end.1(%0, %4) else end.1(%5, %6)", "end.1(%1: i32, %2: i64):");
    }

    @Test
    void everyOpGetsTheLocationLastGiven() {
        var line = new SourceLine("A.java", 3, 7, "return a + a;");
        builder.at(line);
        builder.return_(builder.binary(BinaryOp.ADD, a, a));

        var entry = builder.finish().entry();
        assertThat(entry.ops()).extracting(Op::location).containsExactly(line);
        assertThat(entry.terminator().location()).isEqualTo(line);
    }

    @Test
    void aChainOfTwentyThousandIfsIsBuiltAndCheckedInNoTime() {
        var variables = new ArrayList<Variable>();
        for (var i = 0; i < 4; i++) {
            variables.add(builder.newVariable("v" + i, ValueType.I32));
            builder.write(variables.get(i), a);
        }
        assertTimeoutPreemptively(NO_TIME, () -> {
            for (var i = 0; i < 20_000; i++) {
                var changed = variables.get(i % 3);
                ifThenElse(() -> builder.write(changed, number(1)), () -> {});
            }
            builder.return_(
                    builder.binary(BinaryOp.ADD, builder.read(variables.get(2)), builder.read(variables.get(3))));
            assertThat(blocks()).contains("return");
        });
    }

    @Test
    void twentyThousandIfsInALoopAreNoHarder() {
        builder.write(y, a);
        builder.write(x, number(0));
        assertTimeoutPreemptively(NO_TIME, () -> {
            whileLess(x, a, () -> {
                for (var i = 0; i < 20_000; i++) ifThenElse(() -> {}, () -> {});
                builder.write(x, builder.binary(BinaryOp.ADD, builder.read(x), builder.read(y)));
            });
            builder.return_(builder.read(y));
            assertThat(blocks()).contains("return %0");
        });
    }

    private void ifThenElse(Runnable then, Runnable otherwise) {
        var thenBlock = builder.newBlock("then");
        var elseBlock = builder.newBlock("else");
        var end = builder.newBlock("end");
        builder.branch(Condition.NE, a, number(0), thenBlock, elseBlock);
        arm(thenBlock, end, then);
        arm(elseBlock, end, otherwise);
        builder.seal(end);
        builder.position(end);
    }

    private void arm(BlockLabel block, BlockLabel end, Runnable body) {
        builder.seal(block);
        builder.position(block);
        body.run();
        builder.jump(end);
    }

    private void whileLess(Variable variable, Value limit, Runnable body) {
        var head = builder.newBlock("head");
        var bodyBlock = builder.newBlock("body");
        var end = builder.newBlock("end");
        builder.jump(head);
        builder.position(head);
        builder.branch(Condition.LT, builder.read(variable), limit, bodyBlock, end);
        builder.seal(bodyBlock);
        builder.position(bodyBlock);
        body.run();
        builder.jump(head);
        builder.seal(head);
        builder.seal(end);
        builder.position(end);
    }

    // spotless:off
    static Stream<Arguments> misuses() {
        return Stream.of(
            misuse("variable `x` is read before it is written",                    t -> t.builder.read(t.x)),
            misuse("variable `x` holds i32, not i64",                              t -> t.builder.write(t.x, t.wide())),
            misuse("ADD of i32 and i64",                                           t -> t.builder.binary(BinaryOp.ADD, t.a, t.wide())),
            misuse("MUL of ptr.stack and i64",                                     t -> t.builder.binary(BinaryOp.MUL, t.pointer(), t.wide())),
            misuse("comparison of i32 and i64",                                    t -> t.builder.compare(Condition.EQ, t.a, t.wide())),
            misuse("load through i32, need a pointer",                             t -> t.builder.load(ValueType.I32, Width.W, Extension.ZERO, t.a, 0)),
            misuse("load of DW into i32",                                          t -> t.builder.load(ValueType.I32, Width.DW, Extension.ZERO, t.pointer(), 0)),
            misuse("store of DW from i32",                                         t -> t.builder.store(Width.DW, t.pointer(), 0, t.a)),
            misuse("negate takes an integer, not ptr.stack",                       t -> t.builder.negate(t.pointer())),
            misuse("truncate takes an i64, not i32",                               t -> t.builder.truncate(t.a)),
            misuse("extend from 7 bits, need 8, 16 or 32",                         t -> t.builder.extend(Extension.ZERO, 7, ValueType.I64, t.a)),
            misuse("extend takes an integer, not ptr.stack",                      t -> t.builder.extend(Extension.ZERO, 32, ValueType.pointer(MemoryKind.STACK), t.wide())),
            misuse("swapBytes of DW in i32",                                       t -> t.builder.swapBytes(ByteSwap.BIG_ENDIAN, Width.DW, t.a)),
            misuse("reinterpret i32 as i64: both must have 64 bits",               t -> t.builder.reinterpret(ValueType.I64, t.a)),
            misuse("constant 1 of type ptr.stack: the only constant pointer is null", t -> t.builder.constant(ValueType.pointer(MemoryKind.STACK), 1)),
            misuse("atomic operation on H, need W or DW",                          t -> t.builder.atomicUpdate(AtomicOp.ADD, Width.H, t.pointer(), 0, t.a)),
            misuse("atomic operation on DW with i32",                              t -> t.builder.atomicUpdate(AtomicOp.ADD, Width.DW, t.pointer(), 0, t.a)),
            misuse("atomic update by XCHG, need one of [ADD, OR, AND, XOR]",       t -> t.builder.atomicUpdate(AtomicOp.XCHG, Width.W, t.pointer(), 0, t.a)),
            misuse("atomic fetch by ADD",                                          t -> t.builder.atomicFetch(AtomicOp.ADD, Width.W, t.pointer(), 0, t.a)),
            misuse("call of `bpf_ktime_get_ns` with 6 arguments, at most 5",       t -> t.builder.callHelper(ValueType.I64, Helper.KTIME_GET_NS, t.a, t.a, t.a, t.a, t.a, t.a)),
            misuse("switch takes an integer, not ptr.stack",                       t -> t.builder.switch_(t.pointer(), List.of(), t.builder.newBlock("d"))),
            misuse("stack slot `s` has size 0, need at least 1",                   t -> t.builder.newSlot("s", 0, 1)),
            misuse("stack slot `s` has alignment 3, need 1, 2, 4 or 8",            t -> t.builder.newSlot("s", 4, 3)),
            misuse("block entry.0 has its terminator already",                     t -> { t.builder.return_(t.a); t.builder.return_(t.a); }),
            misuse("block entry.0 has no terminator yet, cannot go on with next.1", t -> t.builder.position(t.builder.newBlock("next"))),
            misuse("block next.1 is placed already",                               t -> { var b = t.sealed("next"); t.builder.return_(t.a); t.builder.position(b); }),
            misuse("block next.1 is sealed already",                               t -> t.builder.seal(t.sealed("next"))),
            misuse("block next.1 is sealed, no further edge may lead to it",       t -> t.builder.jump(t.sealed("next"))),
            misuse("edge to next.1 carries 0 values for 1 parameters",             t -> t.builder.jump(t.builder.newBlock("next", ValueType.I32))),
            misuse("edge to next.1 carries i64 for a parameter of type i32",       t -> t.builder.jump(t.builder.newBlock("next", ValueType.I32), t.wide())),
            misuse("block next.1 has 0 parameters, asked for number 0",            t -> t.builder.blockParameter(t.builder.newBlock("next"), 0)),
            misuse("block foreign.1 belongs to another function",                  t -> t.builder.jump(foreign())),
            misuse("block next.1 is not sealed",                                   t -> { t.builder.newBlock("next"); t.builder.return_(t.a); t.builder.finish(); }),
            misuse("block next.1 is reached but never placed",                     t -> { var b = t.builder.newBlock("next"); t.builder.jump(b); t.builder.seal(b); t.builder.finish(); }),
            misuse("block entry.0 has no terminator",                              t -> t.builder.finish()),
            misuse("function `f` is finished already",                             t -> { t.builder.return_(t.a); t.builder.finish(); t.builder.finish(); }));
    }
    // spotless:on

    private static Arguments misuse(String message, Consumer<IrBuilderTest> mistake) {
        return Arguments.of(message, mistake);
    }

    private static BlockLabel foreign() {
        return new IrBuilder("g", new FunctionKind.Subprogram(), BpfType.S32, NOWHERE).newBlock("foreign");
    }

    private Value wide() {
        return builder.constant(ValueType.I64, 1);
    }

    private Value pointer() {
        return builder.stackAddress(builder.newSlot("slot", 8, 8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void refusesAMistakeByName(String message, Consumer<IrBuilderTest> mistake) {
        assertThatThrownBy(() -> mistake.accept(this))
                .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class)
                .hasMessageContaining(message);
    }
}
