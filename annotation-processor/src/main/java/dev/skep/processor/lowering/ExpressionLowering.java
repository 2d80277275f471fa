package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.TEXT_AT_RUN_TIME;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.lowering.Operand.Text;
import dev.skep.processor.source.Constant;
import dev.skep.processor.source.Words;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;

/** Everything with a value. Operands are evaluated from left to right. */
final class ExpressionLowering {
    private final FunctionLowering function;
    private final Visitor visitor = new Visitor();
    private final Creations creations;
    private final NewArrays arrays;
    private final SwitchLowering switches;

    /** What becomes of a value. */
    enum Use {
        VALUE,
        DISCARDED
    }

    ExpressionLowering(FunctionLowering function) {
        this.function = function;
        this.creations = new Creations(function);
        this.arrays = new NewArrays(function);
        this.switches = new SwitchLowering(function);
    }

    /** Returns what an expression yields. */
    Operand lower(ExpressionTree tree) {
        return lower(tree, Use.VALUE);
    }

    /** Runs an expression for its effect. */
    void run(ExpressionTree tree) {
        lower(tree, Use.DISCARDED);
    }

    /** Returns the number that an expression yields. */
    Scalar scalar(ExpressionTree tree) {
        return function.scalar(tree, lower(tree));
    }

    /** Returns an operand as it is kept in a variable of that type. */
    Operand as(Tree place, Operand operand, JavaType type) {
        if (type.integer().isEmpty()) return operand;
        return new Scalar(
                function.converted(
                        function.scalar(place, operand), type.integer().get()),
                type);
    }

    private Operand lower(ExpressionTree tree, Use use) {
        var outer = function.builder.location();
        function.at(tree);
        try {
            var constant = function.unit.constants().of(tree);
            if (constant.isPresent()) return constant(constant.get());
            var text = function.unit.constants().text(tree);
            if (text.isPresent()) return new Text(text.get());
            return tree.accept(visitor, use);
        } finally {
            function.builder.at(outer);
        }
    }

    private Scalar constant(Constant constant) {
        return function.constant(constant.type(), constant.value());
    }

    private final class Visitor extends SimpleTreeVisitor<Operand, Use> {
        @Override
        protected Operand defaultAction(Tree tree, Use use) {
            var words = Words.of(tree);
            throw function.refuse(tree, UNSUPPORTED_JAVA, words.name() + " cannot run in the kernel", words.instead());
        }

        @Override
        public Operand visitParenthesized(ParenthesizedTree tree, Use use) {
            return lower(tree.getExpression(), use);
        }

        @Override
        public Operand visitLiteral(LiteralTree tree, Use use) {
            if (tree.getKind() == Tree.Kind.NULL_LITERAL) return new Nothing(JavaType.Other.NULL);
            return defaultAction(tree, use);
        }

        @Override
        public Operand visitIdentifier(IdentifierTree tree, Use use) {
            return function.places.read(tree);
        }

        @Override
        public Operand visitMemberSelect(MemberSelectTree tree, Use use) {
            return function.places.read(tree);
        }

        @Override
        public Operand visitArrayAccess(ArrayAccessTree tree, Use use) {
            return function.places.read(tree);
        }

        @Override
        public Operand visitTypeCast(TypeCastTree tree, Use use) {
            var target = function.mapped(
                    tree.getType(), () -> function.unit.written().of(tree.getType()));
            var operand = lower(tree.getExpression());
            if (!(target instanceof Int to)) return operand;
            return new Scalar(function.converted(function.scalar(tree.getExpression(), operand), to), to);
        }

        @Override
        public Operand visitUnary(UnaryTree tree, Use use) {
            return switch (tree.getKind()) {
                case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                    function.places.step(tree);
                case LOGICAL_COMPLEMENT -> function.conditions.value(tree);
                default -> function.arithmetic.unary(tree.getKind(), scalar(tree.getExpression()));
            };
        }

        @Override
        public Operand visitBinary(BinaryTree tree, Use use) {
            return switch (tree.getKind()) {
                case CONDITIONAL_AND, CONDITIONAL_OR -> function.conditions.value(tree);
                case EQUAL_TO, NOT_EQUAL_TO, LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL ->
                    function.conditions.value(tree);
                default -> isText(tree) ? joined(tree) : function.arithmetic.binary(tree);
            };
        }

        private boolean isText(BinaryTree tree) {
            return function.unit.attribution().type(tree).toString().equals(String.class.getName());
        }

        /** Parts that are all constant were joined by javac. */
        private Operand joined(BinaryTree tree) {
            throw function.refuse(tree, TEXT_AT_RUN_TIME, function.quote(tree) + " joins text at run time");
        }

        @Override
        public Operand visitAssignment(AssignmentTree tree, Use use) {
            return function.places.assign(tree);
        }

        @Override
        public Operand visitCompoundAssignment(CompoundAssignmentTree tree, Use use) {
            return function.places.assign(tree);
        }

        @Override
        public Operand visitConditionalExpression(ConditionalExpressionTree tree, Use use) {
            return conditional(tree);
        }

        @Override
        public Operand visitSwitchExpression(SwitchExpressionTree tree, Use use) {
            return switches.lower(tree);
        }

        @Override
        public Operand visitMethodInvocation(MethodInvocationTree tree, Use use) {
            return function.calls.lower(tree, use);
        }

        @Override
        public Operand visitNewArray(NewArrayTree tree, Use use) {
            return arrays.lower(tree);
        }

        @Override
        public Operand visitNewClass(NewClassTree tree, Use use) {
            return creations.lower(tree);
        }
    }

    private Operand conditional(ConditionalExpressionTree tree) {
        var known = function.unit.constants().of(tree.getCondition()).map(Constant::value);
        if (known.isPresent()) return arm(tree, known.get() != 0);
        var builder = function.builder;
        var then = builder.newBlock("then");
        var otherwise = builder.newBlock("else");
        var merge = Merge.inferred(function, tree);
        function.conditions.branch(tree.getCondition(), then, otherwise);
        function.place(then);
        merge.take(tree.getTrueExpression(), lower(tree.getTrueExpression()));
        function.place(otherwise);
        merge.take(tree.getFalseExpression(), lower(tree.getFalseExpression()));
        return merge.result();
    }

    /** The only arm that can run, as the type that both have; they have a say about its sign in the order in which they stand. */
    private Operand arm(ConditionalExpressionTree tree, boolean isTrue) {
        var arm = isTrue ? tree.getTrueExpression() : tree.getFalseExpression();
        var other = isTrue ? tree.getFalseExpression() : tree.getTrueExpression();
        var sign = new Signs(function.unit).of(other);
        var merge = Merge.inferred(function, tree);
        var operand = lower(arm);
        if (isTrue && operand instanceof Scalar scalar && scalar.type() instanceof Int own) merge.considers(arm, own);
        sign.ifPresent(own -> merge.considers(other, own));
        merge.take(arm, operand);
        return merge.result();
    }
}
