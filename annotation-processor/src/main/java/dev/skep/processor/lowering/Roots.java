package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.LOCK_NEEDED;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.RootClass;
import dev.skep.processor.type.Special;
import dev.skep.processor.type.SpecialFields;
import java.util.List;

/** Lists and trees in values of maps, each changed while the lock of the same value is held. */
final class Roots {
    private static final ValueType OBJECT = ValueType.nullable(MemoryKind.OBJECT);

    private final FunctionLowering function;
    private final ObjectCalls objects;
    private final ReferenceCalls references;

    Roots(FunctionLowering function, ObjectCalls objects, ReferenceCalls references) {
        this.function = function;
        this.objects = objects;
        this.references = references;
    }

    /**
     * One of them.
     *
     * @param lock that of the struct around it
     * @param held whether that lock is held already
     */
    record Root(Value address, Reference lock, boolean held, RootClass type) {
        int node() {
            return type.node().offset();
        }
    }

    /** Returns the one whose method is called, which leads to a function of the kernel. */
    Root root(Call call, Special kind, String kfunc) {
        objects.require(call.tree(), kfunc);
        function.helpers.require(call.tree(), Helper.SPIN_LOCK);
        var field = SpecialValues.field(function, call, kind);
        var type = (RootClass) field.type();
        var lock = new Reference(field.base(), field.offset() + lock(call.receiver(), call.receiver()), type);
        var held = function.guards.locks().contains(Guards.Place.of(lock));
        return new Root(function.address(field), lock, held, type);
    }

    /** Returns how many bytes it is from the list or tree to the lock of the struct around it. */
    private int lock(ExpressionTree receiver, ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return lock(receiver, inner.getExpression());
        if (!(tree instanceof MemberSelectTree select)
                || !(function.type(select.getExpression()) instanceof Composite around))
            throw function.refuse(
                    receiver, LOCK_NEEDED, "the lock of " + function.quote(receiver) + " is not known here");
        var start =
                around.field(select.getIdentifier().toString()).orElseThrow().offset();
        var lock = SpecialFields.of(around).stream()
                .filter(field -> field.kind() == Special.SPIN_LOCK)
                .findFirst()
                .orElseThrow();
        return lock.offset() - start;
    }

    /** Returns the node of an object that is given away. */
    Value given(ExpressionTree tree, Root root) {
        var held = references.held(tree);
        return node(root, references.given(tree, held, root.type.element()));
    }

    private Value node(Root root, Value object) {
        return root.node() == 0
                ? object
                : function.builder.binary(BinaryOp.ADD, object, function.builder.constant(ValueType.I64, root.node()));
    }

    void lock(Root root) {
        toLock(root, Helper.SPIN_LOCK);
    }

    void unlock(Root root) {
        toLock(root, Helper.SPIN_UNLOCK);
    }

    private void toLock(Root root, Helper helper) {
        if (!root.held) function.builder.callHelper(ValueType.I64, helper, function.address(root.lock));
    }

    /** Calls what puts an object in, and returns whether it is there. */
    Operand insert(Call call, Root root, String kfunc, Value... arguments) {
        function.at(call.tree());
        lock(root);
        var failed = function.builder.callKfunc(ValueType.I32, kfunc, List.of(arguments));
        unlock(root);
        return function.isZero(failed);
    }

    /** Calls what returns the node of an object, null for none. */
    Value node(String kfunc, Value... arguments) {
        return function.builder.callKfunc(OBJECT, kfunc, List.of(arguments));
    }

    /** Returns the object that has a node, as memory. */
    Reference object(Root root, Value node) {
        return new Reference(Operand.Base.of(node), -root.node(), root.type.element());
    }

    /** Returns a reference to the object that was taken out, by its node; null for none. */
    Guard taken(Root root, Value node) {
        var builder = function.builder;
        var some = builder.newBlock("some");
        var none = builder.newBlock("none");
        var end = builder.newBlock("taken", OBJECT);
        builder.branch(Condition.NE, node, function.nullOf(OBJECT), some, none);
        function.place(some);
        builder.jump(
                end,
                root.node() == 0
                        ? node
                        : builder.binary(BinaryOp.SUB, node, builder.constant(ValueType.I64, root.node())));
        function.place(none);
        builder.jump(end, builder.constant(OBJECT, 0));
        function.place(end);
        return references.taken(builder.blockParameter(end, 0), root.type.element());
    }
}
