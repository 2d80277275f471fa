package dev.skep.processor.lowering;

import dev.skep.asm.Condition;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.Special;
import java.util.List;

/** What is done to an object of a list or a tree where it is, in place, while the lock is held. */
final class Visits {
    private final FunctionLowering function;
    private final Roots roots;
    private final Callbacks callbacks;

    Visits(FunctionLowering function, Roots roots) {
        this.function = function;
        this.roots = roots;
        this.callbacks = new Callbacks(function);
    }

    /** Shows the object whose node a function of the kernel returns, and returns whether there was one. */
    Operand visit(Call call, Special kind, String kfunc) {
        var root = roots.root(call, kind, kfunc);
        var builder = function.builder;
        function.at(call.tree());
        roots.lock(root);
        var node = roots.node(kfunc, root.address());
        var some = builder.newBlock("some");
        var seen = builder.newBlock("seen");
        var none = builder.newBlock("none");
        var end = builder.newBlock("end", ValueType.I32);
        builder.branch(Condition.NE, node, function.nullOf(node.type()), some, none);
        function.place(some);
        function.guards.locked(Guards.Place.of(root.lock()), () -> {
            callbacks.run(call.argument(0), List.of(roots.object(root, node)), (at, operand) -> builder.jump(seen));
            return seen;
        });
        function.jump(seen);
        function.at(call.tree());
        function.place(seen);
        roots.unlock(root);
        builder.jump(end, builder.constant(ValueType.I32, 1));
        function.place(none);
        roots.unlock(root);
        builder.jump(end, builder.constant(ValueType.I32, 0));
        function.place(end);
        return new Scalar(builder.blockParameter(end, 0), Int.BOOLEAN);
    }
}
