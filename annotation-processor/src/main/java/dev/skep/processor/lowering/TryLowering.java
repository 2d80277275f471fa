package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNASKED_LOCK;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.skep.processor.lowering.Operand.Dynptr;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.Section;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** {@code try} with resources: what was taken is given back on every way out. {@code catch} and {@code finally} have been refused before. */
final class TryLowering {
    private final FunctionLowering function;

    TryLowering(FunctionLowering function) {
        this.function = function;
    }

    void lower(TryTree tree) {
        var activation = function.activation();
        var before = activation.pending();
        var outside = function.guards.sections();
        try {
            for (var resource : tree.getResources()) open(tree, resource);
            function.statements.lower(tree.getBlock());
            if (!function.builder.terminated()) activation.cleanUp(before);
        } finally {
            while (activation.pending() > before) activation.pop();
            function.guards.back(outside);
        }
    }

    private void open(TryTree tree, Tree resource) {
        if (!(resource instanceof VariableTree variable) || variable.getInitializer() == null)
            throw function.refuse(
                    resource,
                    UNSUPPORTED_JAVA,
                    function.quote(resource) + " is not declared in the `try`",
                    "declare it there, with `var`");
        var element = function.unit.attribution().element(variable);
        function.locals.bind(element, new Local.Broken());
        var operand = function.expressions.lower(variable.getInitializer());
        if (operand instanceof Section section) {
            function.locals.bind(element, new Local.Named(section));
            function.activation().push(() -> section.end().accept(function.builder));
            function.guards.in(section);
            return;
        }
        var guard = guard(operand);
        if (guard == null)
            throw function.refuse(
                    resource,
                    UNSUPPORTED_JAVA,
                    function.quote(variable.getInitializer()) + " takes nothing that is given back");
        function.locals.bind(element, new Local.Named(operand));
        function.activation().push(() -> function.guards.close(guard));
        if (guard.lock() == null) return;
        requireQuestion(variable, tree.getBlock());
        function.guards.holds(guard.lock());
    }

    /** Without the question what the lock guards would be changed where it was not to be had. */
    private void requireQuestion(VariableTree lock, BlockTree body) {
        var element = function.unit.attribution().element(lock);
        var first = body.getStatements().stream().findFirst().orElse(null);
        if (first instanceof IfTree question && new Questions(element).scan(question.getCondition(), null) != null)
            return;
        throw function.refuse(
                lock,
                UNASKED_LOCK,
                "`" + lock.getName() + "` may be null, and the `try` does not begin with the question");
    }

    /** Finds a comparison of a variable with null. */
    private final class Questions extends TreeScanner<@Nullable Boolean, @Nullable Void> {
        private final Element variable;

        Questions(Element variable) {
            this.variable = variable;
        }

        @Override
        public @Nullable Boolean visitBinary(BinaryTree tree, @Nullable Void unused) {
            var compares = tree.getKind() == Tree.Kind.EQUAL_TO || tree.getKind() == Tree.Kind.NOT_EQUAL_TO;
            var left = tree.getLeftOperand();
            var right = tree.getRightOperand();
            var asks = compares && (asks(left, right) || asks(right, left));
            return asks ? Boolean.TRUE : super.visitBinary(tree, null);
        }

        private boolean asks(Tree one, Tree other) {
            return other.getKind() == Tree.Kind.NULL_LITERAL
                    && one instanceof IdentifierTree name
                    && function.unit.attribution().element(name).equals(variable);
        }

        @Override
        public @Nullable Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
            return one != null ? one : other;
        }
    }

    private static @Nullable Guard guard(Operand operand) {
        if (operand instanceof Guard guard) return guard;
        return operand instanceof Dynptr dynptr && dynptr.taken() != null
                ? dynptr.taken().held()
                : null;
    }
}
