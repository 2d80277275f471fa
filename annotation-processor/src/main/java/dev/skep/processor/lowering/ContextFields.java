package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.READ_ONLY;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import dev.skep.lang.KernelContext;
import dev.skep.lang.Writable;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.Owners;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** The fields of contexts: where they lie, and which programs may assign to them. */
final class ContextFields {
    private final FunctionLowering function;

    ContextFields(FunctionLowering function) {
        this.function = function;
    }

    /** Returns where a field lies. */
    Reference field(MemberSelectTree tree, Reference whole, ContextClass context, VariableElement field) {
        var type = function.mapped(tree, () -> function.unit.types().of(field));
        var integer = type.integer().orElseThrow();
        return whole.part(context.offset(field.getSimpleName().toString(), integer), type);
    }

    /** Refuses an assignment to a field that the program may only read; what a function's callers are is left to the verifier. */
    void requireWritable(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) requireWritable(inner.getExpression());
        else
            function.unit
                    .attribution()
                    .find(tree)
                    .filter(ContextFields::isField)
                    .ifPresent(field -> requireWritable(tree, field));
    }

    private void requireWritable(ExpressionTree tree, Element field) {
        var hooks = function.unit.hooks();
        Set<TypeElement> writers = field.getAnnotation(Writable.class) == null ? Set.of() : hooks.writers(field);
        if (writers.isEmpty()) throw refuse(tree, "no program may assign to it");
        var mark = hooks.mark(function.activation().outermost());
        if (mark.isPresent() && !writers.contains(mark.get()))
            throw refuse(
                    tree,
                    writers.stream()
                            .map(writer -> "@" + writer.getSimpleName())
                            .collect(Collectors.joining(" and ", "only ", " programs may assign to it")));
    }

    private Refusal refuse(ExpressionTree tree, String reason) {
        return function.refuse(tree, READ_ONLY, function.quote(tree) + " cannot be assigned to: " + reason);
    }

    private static boolean isField(Element element) {
        return element.getKind().isField() && Owners.of(element).getAnnotation(KernelContext.class) != null;
    }
}
