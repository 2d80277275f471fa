package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Value;
import dev.skep.processor.lowering.Operand.Address;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.PerCpu;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.TypeMapping;

/** Everything that decides a branch. Short-circuit operators become branches of their own. */
final class ConditionLowering {
    private final FunctionLowering function;

    ConditionLowering(FunctionLowering function) {
        this.function = function;
    }

    /** Goes on at {@code then} or at {@code otherwise}. When the condition is refused, both are lowered all the same, to find more. */
    void branch(ExpressionTree tree, BlockLabel then, BlockLabel otherwise) {
        var outer = function.builder.location();
        function.at(tree);
        try {
            decide(tree, then, otherwise);
        } catch (Refusal reported) {
            if (!function.builder.terminated())
                function.branchIfSet(function.constant(Int.BOOLEAN, 0).value(), then, otherwise);
        } finally {
            function.builder.at(outer);
        }
    }

    /** Returns a condition as a value, 0 or 1. */
    Scalar value(ExpressionTree tree) {
        if (tree instanceof BinaryTree comparison && comparesNumbers(comparison)) {
            var compared = compared(comparison);
            return new Scalar(
                    function.builder.compare(compared.condition(), compared.left(), compared.right()), Int.BOOLEAN);
        }
        if (tree instanceof UnaryTree not && tree.getKind() == Tree.Kind.LOGICAL_COMPLEMENT)
            return flipped(not.getExpression());
        var builder = function.builder;
        var yes = builder.newBlock("true");
        var no = builder.newBlock("false");
        var end = builder.newBlock("end", Int.BOOLEAN.register());
        decide(tree, yes, no);
        function.place(yes);
        builder.jump(end, function.constant(Int.BOOLEAN, 1).value());
        function.place(no);
        builder.jump(end, function.constant(Int.BOOLEAN, 0).value());
        function.place(end);
        return new Scalar(builder.blockParameter(end, 0), Int.BOOLEAN);
    }

    private Scalar flipped(ExpressionTree tree) {
        var value = function.expressions.scalar(tree).value();
        return new Scalar(
                function.builder.binary(
                        BinaryOp.XOR, value, function.constant(Int.BOOLEAN, 1).value()),
                Int.BOOLEAN);
    }

    private void decide(ExpressionTree tree, BlockLabel then, BlockLabel otherwise) {
        var known = function.unit.constants().of(tree);
        if (known.isPresent()) {
            function.builder.jump(known.get().value() != 0 ? then : otherwise);
        } else if (tree instanceof ParenthesizedTree inner) {
            decide(inner.getExpression(), then, otherwise);
        } else if (tree instanceof UnaryTree not && tree.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
            decide(not.getExpression(), otherwise, then);
        } else if (tree instanceof BinaryTree binary) {
            decide(binary, then, otherwise);
        } else {
            function.branchIfSet(function.expressions.scalar(tree).value(), then, otherwise);
        }
    }

    private void decide(BinaryTree tree, BlockLabel then, BlockLabel otherwise) {
        switch (tree.getKind()) {
            case CONDITIONAL_AND -> {
                var right = function.builder.newBlock("and");
                decide(tree.getLeftOperand(), right, otherwise);
                function.place(right);
                branch(tree.getRightOperand(), then, otherwise);
            }
            case CONDITIONAL_OR -> {
                var right = function.builder.newBlock("or");
                decide(tree.getLeftOperand(), then, right);
                function.place(right);
                branch(tree.getRightOperand(), then, otherwise);
            }
            case EQUAL_TO, NOT_EQUAL_TO, LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL ->
                compare(tree, then, otherwise);
            default -> function.branchIfSet(function.expressions.scalar(tree).value(), then, otherwise);
        }
    }

    private void compare(BinaryTree tree, BlockLabel then, BlockLabel otherwise) {
        if (comparesNumbers(tree)) {
            var compared = compared(tree);
            function.builder.branch(compared.condition(), compared.left(), compared.right(), then, otherwise);
            return;
        }
        var left = function.expressions.lower(tree.getLeftOperand());
        var right = function.expressions.lower(tree.getRightOperand());
        var equal = tree.getKind() == Tree.Kind.EQUAL_TO;
        var same = equal ? then : otherwise;
        var different = equal ? otherwise : then;
        if (right instanceof Nothing) compareWithNull(tree.getLeftOperand(), left, same, different);
        else if (left instanceof Nothing) compareWithNull(tree.getRightOperand(), right, same, different);
        else if (left instanceof Address one && right instanceof Address other)
            function.pointers.compare(
                    new Pointers.Side(tree.getLeftOperand(), one),
                    new Pointers.Side(tree.getRightOperand(), other),
                    same,
                    different);
        else if (isRecord(left) || isRecord(right))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_JAVA,
                    function.quote(tree) + " asks where records are kept, and they are values",
                    "write " + (equal ? "" : "!") + "a.equals(b)");
        else {
            var a = pointer(tree.getLeftOperand(), left);
            function.builder.branch(Condition.EQ, a, pointer(tree.getRightOperand(), right), same, different);
        }
    }

    private static boolean isRecord(Operand operand) {
        return operand.type() instanceof RecordClass;
    }

    private void compareWithNull(ExpressionTree tree, Operand operand, BlockLabel isNull, BlockLabel isNot) {
        if (operand instanceof PerCpu variable) {
            var address = variable.address(function.builder);
            function.branchIfSet(address, isNot, isNull);
            return;
        }
        var pointer = pointer(tree, operand);
        if (!(operand instanceof Guard guard)) {
            function.builder.branch(Condition.EQ, pointer, function.nullOf(pointer.type()), isNull, isNot);
            return;
        }
        var nothing = function.builder.newBlock("nothing");
        var something = guard.state() == null ? isNot : function.builder.newBlock("something");
        function.builder.branch(Condition.EQ, pointer, function.nullOf(pointer.type()), nothing, something);
        function.place(nothing);
        function.guards.isGone(guard);
        function.builder.jump(isNull);
        if (guard.state() == null) return;
        function.place(something);
        function.guards.isThere(guard);
        function.builder.jump(isNot);
    }

    private Value pointer(Tree tree, Operand operand) {
        if (operand instanceof Reference reference) return function.address(tree, reference);
        if (operand instanceof Address address) return address.first().base().pointer(function.builder);
        if (operand instanceof Guard guard) return function.builder.read(guard.handle());
        throw function.refuse(
                tree,
                UNSUPPORTED_JAVA,
                "a `" + operand.type().text() + "` is never null and has no identity",
                operand.type() == JavaType.Other.STRING
                        ? "compare bytes with Bytes.equal(array, \"text\")"
                        : "leave the comparison out");
    }

    private boolean comparesNumbers(BinaryTree tree) {
        return switch (tree.getKind()) {
            case LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL -> true;
            case EQUAL_TO, NOT_EQUAL_TO -> {
                requireNoObjects(tree);
                yield isNumber(tree.getLeftOperand()) && isNumber(tree.getRightOperand());
            }
            default -> false;
        };
    }

    private boolean isNumber(ExpressionTree tree) {
        return isBox(tree) || function.type(tree).integer().isPresent();
    }

    private boolean isBox(ExpressionTree tree) {
        return TypeMapping.isBox(function.unit.attribution().type(tree));
    }

    /** Java asks whether two boxes are the same object, which they may or may not be for equal numbers. */
    private void requireNoObjects(BinaryTree tree) {
        if (isBox(tree.getLeftOperand()) && isBox(tree.getRightOperand()))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_JAVA,
                    function.quote(tree) + " asks whether two objects are the same one",
                    "put one of them into an `int` or `long` first");
    }

    private Arithmetic.Compared compared(BinaryTree tree) {
        var left = function.arithmetic.side(tree.getLeftOperand(), function.expressions.scalar(tree.getLeftOperand()));
        var right =
                function.arithmetic.side(tree.getRightOperand(), function.expressions.scalar(tree.getRightOperand()));
        return function.arithmetic.compare(tree, left, right);
    }
}
