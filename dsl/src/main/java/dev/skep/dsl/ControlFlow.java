package dev.skep.dsl;

import dev.skep.ir.ValueType;
import java.util.List;
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

    static <V extends Scalar<V>> V choose(Body body, Condition condition, Supplier<V> yes, Supplier<V> no) {
        condition.require(body);
        var ir = body.statement();
        var thenBlock = ir.newBlock("then");
        var elseBlock = ir.newBlock("else");
        condition.branch(body, thenBlock, elseBlock);
        var result = new Result<V>(body, ir.newBlock("end"));
        result.arm(thenBlock, yes);
        result.arm(elseBlock, no);
        return result.get();
    }

    static void block(Body body, Consumer<Block> statements) {
        var ir = body.statement();
        var start = ir.newBlock("block");
        var end = ir.newBlock("end");
        body.jump(start);
        body.block(start, end, () -> statements.accept(body.block(end)));
        body.join(end);
    }

    /** Calls one function of the kernel before the statements and another however they are left. */
    static void section(Body body, String begin, String end, Runnable statements) {
        body.rules().requireKfunc(begin);
        body.statement().callKfunc(ValueType.I64, begin, List.of());
        Runnable leave = () -> body.ir().callKfunc(ValueType.I64, end, List.of());
        body.cleaning(leave, () -> body.guarded(statements));
        if (!body.ir().terminated()) leave.run();
    }
}
