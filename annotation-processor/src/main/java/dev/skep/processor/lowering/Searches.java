package dev.skep.processor.lowering;

import com.sun.source.tree.Tree;
import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.Variable;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.lowering.Roots.Root;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.Special;
import java.util.List;

/** Ways down a tree, from its root to the object that is looked for: a loop in place, while the lock is held. */
final class Searches {
    /** As deep as a tree of 4 thousand million objects can be: twice the logarithm of their number. */
    private static final int DEEPEST = 64;

    private final FunctionLowering function;
    private final Roots roots;
    private final Callbacks callbacks;

    Searches(FunctionLowering function, Roots roots) {
        this.function = function;
        this.roots = roots;
        this.callbacks = new Callbacks(function);
    }

    /**
     * A search.
     *
     * @param node that of the object where it is now; null behind the last one
     */
    private record Search(Call call, Root root, Variable node, BlockLabel found, BlockLabel none) {}

    Operand find(Call call) {
        var search = search(call);
        var builder = function.builder;
        var end = builder.newBlock("end", ValueType.I32);
        function.goOn(search.found);
        if (!builder.terminated()) {
            roots.unlock(search.root);
            builder.jump(end, builder.constant(ValueType.I32, 1));
        }
        function.place(search.none);
        roots.unlock(search.root);
        builder.jump(end, builder.constant(ValueType.I32, 0));
        function.place(end);
        return new Scalar(builder.blockParameter(end, 0), Int.BOOLEAN);
    }

    Operand remove(Call call) {
        function.guards.requireTry(call);
        var search = search(call);
        var builder = function.builder;
        var end = builder.newBlock("removed", search.node.type());
        function.goOn(search.found);
        if (!builder.terminated()) {
            var removed = roots.node("bpf_rbtree_remove", search.root.address(), builder.read(search.node));
            roots.unlock(search.root);
            builder.jump(end, removed);
        }
        function.place(search.none);
        roots.unlock(search.root);
        builder.jump(end, builder.constant(search.node.type(), 0));
        function.place(end);
        return roots.taken(search.root, builder.blockParameter(end, 0));
    }

    private Search search(Call call) {
        var root = roots.root(call, Special.RB_ROOT, "bpf_rbtree_root");
        var builder = function.builder;
        function.at(call.tree());
        roots.lock(root);
        var first = roots.node("bpf_rbtree_root", root.address());
        var node = builder.newVariable("node", first.type());
        builder.write(node, first);
        var search = new Search(call, root, node, builder.newBlock("found"), builder.newBlock("none"));
        descend(search);
        function.at(call.tree());
        return search;
    }

    private void descend(Search search) {
        var builder = function.builder;
        var depth = builder.newVariable("depth", ValueType.I32);
        builder.write(depth, builder.constant(ValueType.I32, 0));
        var head = builder.newBlock("down");
        var within = builder.newBlock("within");
        var some = builder.newBlock("some");
        var left = builder.newBlock("left");
        var right = builder.newBlock("right");
        builder.jump(head);
        builder.position(head);
        builder.branch(
                Condition.LT, builder.read(depth), builder.constant(ValueType.I32, DEEPEST), within, search.none);
        function.place(within);
        var node = builder.read(search.node);
        builder.branch(Condition.NE, node, function.nullOf(node.type()), some, search.none);
        function.place(some);
        function.loops.round(() -> function.guards.locked(Guards.Place.of(search.root.lock()), () -> {
            callbacks.run(
                    search.call.argument(0),
                    List.of(roots.object(search.root, node)),
                    (at, operand) -> turn(search, at, operand, left, right));
            return node;
        }));
        goOn(search, left, "bpf_rbtree_left", head, depth);
        goOn(search, right, "bpf_rbtree_right", head, depth);
        builder.seal(head);
    }

    /** The object says by a number where to go on: negative to the left, positive to the right. */
    private void turn(Search search, Tree at, Operand operand, BlockLabel left, BlockLabel right) {
        var builder = function.builder;
        Value way = function.converted(function.scalar(at, operand), Int.INT);
        var none = builder.constant(ValueType.I32, 0);
        var away = builder.newBlock("away");
        builder.branch(Condition.EQ, way, none, search.found, away);
        function.place(away);
        builder.branch(Condition.SLT, way, none, left, right);
    }

    private void goOn(Search search, BlockLabel turned, String kfunc, BlockLabel head, Variable depth) {
        var builder = function.builder;
        function.at(search.call.tree());
        function.goOn(turned);
        if (builder.terminated()) return;
        builder.write(search.node, roots.node(kfunc, search.root.address(), builder.read(search.node)));
        var one = builder.constant(ValueType.I32, 1);
        builder.write(depth, builder.binary(BinaryOp.ADD, builder.read(depth), one));
        builder.jump(head);
    }
}
