package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import dev.skep.processor.lowering.Operand.Dynptr;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.Section;
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
        var locks = function.guards.locks();
        var outside = function.guards.isInRcu();
        try {
            for (var resource : tree.getResources()) open(resource);
            function.statements.lower(tree.getBlock());
            if (!function.builder.terminated()) activation.cleanUp(before);
        } finally {
            while (activation.pending() > before) activation.pop();
            function.guards.holds(locks);
            function.guards.inRcu(outside);
        }
    }

    private void open(Tree resource) {
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
            if (section.kind() == Section.Kind.RCU) function.guards.inRcu(true);
            function.activation().push(() -> section.end().accept(function.builder));
            if (section.lock() != null) function.guards.holds(section.lock());
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
    }

    private static @Nullable Guard guard(Operand operand) {
        if (operand instanceof Guard guard) return guard;
        return operand instanceof Dynptr dynptr && dynptr.taken() != null
                ? dynptr.taken().held()
                : null;
    }
}
