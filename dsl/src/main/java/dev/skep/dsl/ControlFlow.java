package dev.skep.dsl;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.ValueType;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Turns branches and loops into blocks. */
final class ControlFlow {
    private ControlFlow() {}

    static void ifThen(Body body, Condition condition, Runnable then) {
        condition.require(body);
        var ir = body.statement();
        var thenBlock = ir.newBlock("then");
        var end = ir.newBlock("end");
        condition.branch(body, thenBlock, end);
        body.block(thenBlock, end, then);
        body.join(end);
    }

    static void ifThenElse(Body body, Condition condition, Runnable then, Runnable otherwise) {
        condition.require(body);
        var ir = body.statement();
        var thenBlock = ir.newBlock("then");
        var elseBlock = ir.newBlock("else");
        var end = ir.newBlock("end");
        condition.branch(body, thenBlock, elseBlock);
        body.block(thenBlock, end, then);
        body.block(elseBlock, end, otherwise);
        body.join(end);
    }

    static <V extends Scalar<V>> V select(Body body, Condition condition, V yes, V no) {
        var type = yes.type();
        condition.require(body);
        type.require(body, yes);
        type.require(body, no);
        var ir = body.statement();
        var thenBlock = ir.newBlock("then");
        var elseBlock = ir.newBlock("else");
        var end = ir.newBlock("end", type.valueType());
        condition.branch(body, thenBlock, elseBlock);
        body.begin(thenBlock);
        body.jump(end, yes.operand().in(body, type));
        body.begin(elseBlock);
        body.jump(end, no.operand().in(body, type));
        body.begin(end);
        return type.handle(body.computed(ir.blockParameter(end, 0)));
    }

    static void while_(Body body, Supplier<Condition> condition, Consumer<Loop> statements) {
        var ir = body.statement();
        var test = ir.newBlock("while");
        var loop = ir.newBlock("body");
        var end = ir.newBlock("end");
        body.beginLoop(test);
        body.guarded(() -> {
            var asked = condition.get();
            asked.require(body);
            body.statement();
            asked.branch(body, loop, end);
        });
        body.block(loop, test, () -> statements.accept(new Loop(body.here(), test, end)));
        ir.seal(test);
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
            statements.accept(index, new Loop(body.here(), next, end));
            if (!ir.terminated()) body.jump(next);
            if (ir.reached(next)) {
                body.begin(next);
                ir.at(line);
                var increased = ir.binary(BinaryOp.ADD, ir.read(counter), ir.constant(ValueType.I32, 1));
                ir.write(counter, increased);
                var limit = ir.constant(ValueType.I32, times);
                body.branch(dev.skep.asm.Condition.LT, increased, limit, loop, end);
            } else {
                ir.seal(next);
            }
        });
        ir.seal(loop);
        body.join(end);
    }
}
