package dev.skep.processor.lowering;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.skep.processor.source.Constant;
import dev.skep.processor.source.Promotion;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.UnmappableException;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** The types of numbers that are never computed, sign included: an arm that cannot be chosen. */
final class Signs {
    private final UnitScope unit;
    private final Visitor visitor = new Visitor();

    Signs(UnitScope unit) {
        this.unit = unit;
    }

    /** Returns the type of an expression; empty for what is no number. */
    Optional<Int> of(ExpressionTree tree) {
        var constant = unit.constants().of(tree).map(Constant::type);
        if (constant.isPresent()) return constant;
        try {
            return Optional.ofNullable(tree.accept(visitor, null));
        } catch (UnmappableException elsewhere) {
            return Optional.empty();
        }
    }

    private @Nullable Int integer(JavaType type) {
        return type.integer().orElse(null);
    }

    private final class Visitor extends SimpleTreeVisitor<@Nullable Int, @Nullable Void> {
        @Override
        protected @Nullable Int defaultAction(Tree tree, @Nullable Void unused) {
            return integer(unit.types().of(unit.attribution().type(tree)));
        }

        @Override
        public @Nullable Int visitParenthesized(ParenthesizedTree tree, @Nullable Void unused) {
            return of(tree.getExpression()).orElse(null);
        }

        @Override
        public @Nullable Int visitTypeCast(TypeCastTree tree, @Nullable Void unused) {
            return integer(unit.written().of(tree.getType()));
        }

        @Override
        public @Nullable Int visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
            return named(tree);
        }

        @Override
        public @Nullable Int visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
            return named(tree);
        }

        /** A variable without a type of its own has that of its first value. */
        private @Nullable Int named(ExpressionTree tree) {
            if (!(unit.attribution().find(tree).orElse(null) instanceof VariableElement variable))
                return defaultAction(tree, null);
            var declaration = unit.attribution().variable(variable);
            var first = declaration.filter(unit.sources()::isInferred).map(d -> d.getInitializer());
            return first.isPresent()
                    ? of(first.get()).orElse(null)
                    : integer(unit.types().of(variable));
        }

        @Override
        public @Nullable Int visitArrayAccess(ArrayAccessTree tree, @Nullable Void unused) {
            var array = tree.getExpression();
            while (array instanceof ArrayAccessTree row) array = row.getExpression();
            var declared = unit.attribution().find(array);
            return declared.isPresent()
                    ? integer(unit.types().of(declared.get(), unit.attribution().type(tree)))
                    : defaultAction(tree, null);
        }

        @Override
        public @Nullable Int visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
            if (!(unit.attribution().find(tree).orElse(null) instanceof ExecutableElement method)
                    || !method.getReturnType().getKind().isPrimitive()) return defaultAction(tree, null);
            var declared = integer(unit.types().result(method));
            var arguments = tree.getArguments().stream()
                    .flatMap(argument -> of(argument).stream())
                    .toList();
            return declared == null || arguments.size() < tree.getArguments().size()
                    ? declared
                    : JdkCalls.type(method, declared, arguments);
        }

        @Override
        public @Nullable Int visitUnary(UnaryTree tree, @Nullable Void unused) {
            var operand = of(tree.getExpression());
            return switch (tree.getKind()) {
                case UNARY_PLUS, UNARY_MINUS, BITWISE_COMPLEMENT ->
                    operand.map(Int::promoted).orElse(null);
                case LOGICAL_COMPLEMENT -> Int.BOOLEAN;
                default -> operand.orElse(null);
            };
        }

        @Override
        public @Nullable Int visitBinary(BinaryTree tree, @Nullable Void unused) {
            var left = of(tree.getLeftOperand());
            var right = of(tree.getRightOperand());
            if (left.isEmpty() || right.isEmpty()) return defaultAction(tree, null);
            return switch (tree.getKind()) {
                case LEFT_SHIFT, RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> left.get().promoted();
                case PLUS, MINUS, MULTIPLY, DIVIDE, REMAINDER, AND, OR, XOR ->
                    left.get() == Int.BOOLEAN ? Int.BOOLEAN : Promotion.of(left.get(), right.get());
                default -> Int.BOOLEAN;
            };
        }

        @Override
        public @Nullable Int visitAssignment(AssignmentTree tree, @Nullable Void unused) {
            return of(tree.getVariable()).orElse(null);
        }

        @Override
        public @Nullable Int visitCompoundAssignment(CompoundAssignmentTree tree, @Nullable Void unused) {
            return of(tree.getVariable()).orElse(null);
        }

        @Override
        public @Nullable Int visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void unused) {
            return chosen(tree, List.of(tree.getTrueExpression(), tree.getFalseExpression()));
        }

        @Override
        public @Nullable Int visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
            return chosen(tree, Yields.of(tree));
        }

        private @Nullable Int chosen(ExpressionTree tree, List<ExpressionTree> arms) {
            var base = defaultAction(tree, null);
            if (base == null || !base.numeric()) return base;
            var type = new ArmType(base.withSign());
            for (var arm : arms)
                of(arm).ifPresent(own -> type.take(own, unit.constants().of(arm)));
            return type.type();
        }
    }
}
