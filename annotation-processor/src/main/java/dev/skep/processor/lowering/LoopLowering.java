package dev.skep.processor.lowering;

import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.WhileLoopTree;
import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Activation.Kind;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Loops. The block that jumps lead back to stays open until they all exist. */
final class LoopLowering {
    private final FunctionLowering function;
    private final KernelLoops kernel;

    LoopLowering(FunctionLowering function) {
        this.function = function;
        this.kernel = new KernelLoops(function, this);
    }

    void while_(WhileLoopTree tree, @Nullable Name label) {
        function.loops.round(() -> rounds(tree, label));
    }

    private void rounds(WhileLoopTree tree, @Nullable Name label) {
        var builder = function.builder;
        var head = builder.newBlock("while");
        var body = builder.newBlock("body");
        var end = builder.newBlock("end");
        builder.jump(head);
        builder.position(head);
        function.conditions.branch(tree.getCondition(), body, end);
        function.place(body);
        body(tree.getStatement(), label, end, head);
        function.jump(head);
        builder.seal(head);
        function.goOn(end);
    }

    void doWhile(DoWhileLoopTree tree, @Nullable Name label) {
        function.loops.round(() -> rounds(tree, label));
    }

    private void rounds(DoWhileLoopTree tree, @Nullable Name label) {
        var builder = function.builder;
        var body = builder.newBlock("do");
        var condition = builder.newBlock("while");
        var end = builder.newBlock("end");
        builder.jump(body);
        builder.position(body);
        body(tree.getStatement(), label, end, condition);
        function.jump(condition);
        function.place(condition);
        function.conditions.branch(tree.getCondition(), body, end);
        builder.seal(body);
        function.goOn(end);
    }

    void for_(ForLoopTree tree, @Nullable Name label) {
        function.statements.lower(tree.getInitializer());
        function.loops.round(() -> rounds(tree, label));
    }

    private void rounds(ForLoopTree tree, @Nullable Name label) {
        var builder = function.builder;
        var head = builder.newBlock("for");
        var body = builder.newBlock("body");
        var update = builder.newBlock("update");
        var end = builder.newBlock("end");
        builder.jump(head);
        builder.position(head);
        condition(tree.getCondition(), body, end);
        function.place(body);
        body(tree.getStatement(), label, end, update);
        function.jump(update);
        function.place(update);
        function.statements.lower(tree.getUpdate());
        function.jump(head);
        builder.seal(head);
        function.goOn(end);
    }

    void forEach(EnhancedForLoopTree tree, @Nullable Name label) {
        var call = kernel.find(tree.getExpression());
        if (call.isPresent()) function.loops.round(() -> kernel.lower(tree, call.get(), label));
        else function.loops.round(() -> overArray(tree, label));
    }

    /** The array is looked up once; each round computes the element's address from its own index. */
    private void overArray(EnhancedForLoopTree tree, @Nullable Name label) {
        var builder = function.builder;
        var array = function.arrays.once(function.arrays.array(tree.getExpression()));
        var index = builder.newVariable("index", ValueType.I64);
        builder.write(index, builder.constant(ValueType.I64, 0));
        var head = builder.newBlock("for");
        var body = builder.newBlock("body");
        var update = builder.newBlock("update");
        var end = builder.newBlock("end");
        builder.jump(head);
        builder.position(head);
        var length = builder.constant(ValueType.I64, ArrayElements.length(array));
        builder.branch(Condition.LT, builder.read(index), length, body, end);
        function.place(body);
        var element = function.arrays.element(tree.getExpression(), array, builder.read(index));
        function.declarations.bind(tree.getVariable(), function.places.element(tree.getExpression(), element));
        body(tree.getStatement(), label, end, update);
        function.jump(update);
        function.place(update);
        function.at(tree);
        builder.write(index, builder.binary(BinaryOp.ADD, builder.read(index), builder.constant(ValueType.I64, 1)));
        function.jump(head);
        builder.seal(head);
        function.goOn(end);
    }

    private void condition(@Nullable ExpressionTree condition, BlockLabel body, BlockLabel end) {
        if (condition == null) function.builder.jump(body);
        else function.conditions.branch(condition, body, end);
    }

    /** Lowers the body of a loop that {@code break} leaves for {@code end} and {@code continue} goes on with at {@code next}. */
    void body(StatementTree tree, @Nullable Name label, BlockLabel end, BlockLabel next) {
        function.activation().enter(Kind.LOOP, label, end, next);
        function.statements.lower(tree);
        function.activation().leave();
    }
}
