package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Turns loops into blocks. */
final class Loops {
    private static final ValueType NUMBER = ValueType.nullable(MemoryKind.MEMORY);

    private Loops() {}

    static void while_(Body body, Supplier<Condition> condition, Consumer<Loop> statements) {
        var ir = body.statement();
        var test = ir.newBlock("while");
        var loop = ir.newBlock("body");
        var end = ir.newBlock("end");
        body.beginLoop(test);
        body.guarded(() -> ask(body, condition, loop, end));
        body.block(loop, test, () -> statements.accept(body.loop(test, end)));
        ir.seal(test);
        body.join(end);
    }

    static void doWhile(Body body, Consumer<Loop> statements, Supplier<Condition> condition) {
        var ir = body.statement();
        var loop = ir.newBlock("do");
        var test = ir.newBlock("while");
        var end = ir.newBlock("end");
        body.beginLoop(loop);
        body.guarded(() -> {
            statements.accept(body.loop(test, end));
            if (!ir.terminated()) body.jump(test);
        });
        body.join(test);
        if (!ir.terminated()) body.guarded(() -> ask(body, condition, loop, end));
        ir.seal(loop);
        body.join(end);
    }

    private static void ask(Body body, Supplier<Condition> condition, BlockLabel then, BlockLabel otherwise) {
        var asked = condition.get();
        asked.require(body);
        body.statement();
        asked.branch(body, then, otherwise);
    }

    static <V extends HostInteger<V>> void for_(Body body, V from, V to, BiConsumer<V, Loop> statements) {
        var type = from.type();
        type.require(body, from);
        type.require(body, to);
        var ir = body.statement();
        var line = ir.location();
        var head = ir.newBlock("for");
        var loop = ir.newBlock("body");
        var next = ir.newBlock("update");
        var end = ir.newBlock("end");
        var counter = ir.newVariable("i", type.valueType());
        ir.write(counter, from.operand().in(body, type));
        var limit = to.operand().in(body, type);
        body.beginLoop(head);
        var less = type.isSigned() ? dev.skep.asm.Condition.SLT : dev.skep.asm.Condition.LT;
        body.branch(less, ir.read(counter), limit, loop, end);
        body.block(loop, next, () -> {
            var index = type.handle(body.computed(ir.read(counter)));
            statements.accept(index, body.loop(next, end));
        });
        body.join(next);
        if (!ir.terminated()) {
            ir.at(line);
            ir.write(counter, ir.binary(BinaryOp.ADD, ir.read(counter), ir.constant(type.valueType(), 1)));
            body.guarded(() -> body.jump(head));
        }
        ir.seal(head);
        body.join(end);
    }

    static void repeat(Body body, int times, BiConsumer<U32, Loop> statements) {
        if (times < 1) throw new IllegalArgumentException("repeat " + times + " times, need at least 1");
        var ir = body.statement();
        var line = ir.location();
        var loop = ir.newBlock("repeat");
        var next = ir.newBlock("next");
        var end = ir.newBlock("end");
        var counter = ir.newVariable("i", ValueType.I32);
        ir.write(counter, ir.constant(ValueType.I32, 0));
        body.beginLoop(loop);
        body.guarded(() -> {
            var index = Types.U32.handle(body.computed(ir.read(counter)));
            statements.accept(index, body.loop(next, end));
            if (!ir.terminated()) body.jump(next);
        });
        body.join(next);
        if (!ir.terminated()) {
            ir.at(line);
            var increased = ir.binary(BinaryOp.ADD, ir.read(counter), ir.constant(ValueType.I32, 1));
            ir.write(counter, increased);
            var limit = ir.constant(ValueType.I32, times);
            body.guarded(() -> body.branch(dev.skep.asm.Condition.LT, increased, limit, loop, end));
        }
        ir.seal(loop);
        body.join(end);
    }

    /** The kernel's iterator of numbers. It is given up however the loop is left: {@code break} comes to the end, what leads further away does so before. */
    static void range(Body body, S32 end, BiConsumer<S32, Loop> statements) {
        Types.S32.require(body, end);
        body.rules().requireKfunc("bpf_iter_num_new");
        var ir = body.statement();
        var iterator = body.frame().slot("iterator", Long.BYTES, Long.BYTES);
        var first = ir.constant(ValueType.I32, 0);
        ir.callKfunc(
                ValueType.I32,
                "bpf_iter_num_new",
                List.of(iterator, first, end.operand().in(body, Types.S32)));
        var behind = ir.newBlock("end");
        body.cleaning(() -> destroy(body, iterator), () -> rounds(body, iterator, behind, statements));
        body.join(behind);
        destroy(body, iterator);
    }

    private static void rounds(Body body, Value iterator, BlockLabel end, BiConsumer<S32, Loop> statements) {
        var ir = body.ir();
        var head = ir.newBlock("for");
        var loop = ir.newBlock("body");
        body.beginLoop(head);
        var number = ir.callKfunc(NUMBER, "bpf_iter_num_next", List.of(iterator));
        body.branch(dev.skep.asm.Condition.NE, number, ir.constant(NUMBER, 0), loop, end);
        body.block(loop, head, () -> {
            var index = ir.load(ValueType.I32, Width.W, Extension.ZERO, number, 0);
            statements.accept(Types.S32.handle(body.computed(index)), body.loop(head, end));
        });
        ir.seal(head);
    }

    private static void destroy(Body body, Value iterator) {
        body.ir().callKfunc(ValueType.I64, "bpf_iter_num_destroy", List.of(iterator));
    }

    static <V extends Storable<?>> void forEach(Body body, Array<V> array, BiConsumer<V, Loop> statements) {
        for_(body, Types.u32(0), Types.u32(array.length()), (i, loop) -> statements.accept(array.get(i), loop));
    }
}
