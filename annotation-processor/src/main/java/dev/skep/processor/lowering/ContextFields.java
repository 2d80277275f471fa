package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.READ_ONLY;
import static dev.skep.compiler.DiagnosticCode.UNREADABLE;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;
import dev.skep.kernel.ContextAccess;
import dev.skep.lang.KernelContext;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.Owners;
import dev.skep.processor.type.TypeMapping;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/** The fields of contexts: where they lie, and which programs may read and assign to them; what a function's callers are is left to the verifier. */
final class ContextFields {
    private final FunctionLowering function;

    ContextFields(FunctionLowering function) {
        this.function = function;
    }

    /** Returns where a field lies; what it leads to, where it is a pointer. */
    Reference field(MemberSelectTree tree, Reference whole, ContextClass context, VariableElement field) {
        var name = field.getSimpleName().toString();
        requireReadable(tree, context, name);
        if (TypeMapping.isArray(field.asType()))
            return whole.part(
                    context.field(name).offset(), function.unit.types().array(field));
        var type = function.mapped(tree, () -> function.unit.types().of(field));
        if (type instanceof ContextClass target) return pointer(tree, whole, context, field, target);
        var bytes = type.integer().map(Int::bits).orElseThrow() / Byte.SIZE;
        return whole.part(context.field(name, bytes).offset(), type);
    }

    private Reference pointer(
            MemberSelectTree tree, Reference whole, ContextClass context, VariableElement field, ContextClass target) {
        var name = field.getSimpleName().toString();
        var type = context.access(name)
                .filter(access -> access.nullness() == ContextAccess.Nullness.NULLABLE)
                .<ValueType>map(access -> ValueType.nullable(MemoryKind.CONTEXT))
                .orElse(ValueType.pointer(MemoryKind.CONTEXT));
        var offset = context.field(name, Long.BYTES).offset();
        function.touching(tree.getExpression());
        var start = whole.base().pointer(function.builder);
        var pointer = function.builder.load(type, Width.DW, Extension.ZERO, start, whole.offset() + offset);
        return new Reference(Operand.Base.of(pointer), 0, target);
    }

    /** Refuses to read a field that the program may not see. */
    void requireReadable(Tree place, ContextClass context, String name) {
        var access = context.access(name);
        if (access.isEmpty()) return;
        var text = "`" + context.text() + "." + name + "`";
        function.unit.require(place, access.get().since(), text);
        function.helpers.program().filter(kind -> !access.get().isReadBy(kind)).ifPresent(kind -> {
            throw function.refuse(
                    place,
                    UNREADABLE,
                    text + " is not for programs of section `" + kind.word() + "`: only "
                            + ContextAccess.text(access.get().readers()) + " may read it");
        });
    }

    /** Refuses an assignment to a field that the program may only read. */
    void requireWritable(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) requireWritable(inner.getExpression());
        else if (tree instanceof ArrayAccessTree element) requireWritable(element.getExpression());
        else
            function.unit
                    .attribution()
                    .find(tree)
                    .filter(ContextFields::isField)
                    .ifPresent(field -> requireWritable(tree, field));
    }

    private void requireWritable(ExpressionTree tree, Element field) {
        var owner = function.mapped(
                tree, () -> function.unit.types().of(Owners.of(field).asType()));
        Set<String> writers = ((ContextClass) owner)
                .access(field.getSimpleName().toString())
                .map(ContextAccess::writers)
                .orElse(Set.of());
        var reason = writers.isEmpty() ? "no program" : "only " + ContextAccess.text(writers);
        var allowed = ((ContextClass) owner)
                .access(field.getSimpleName().toString())
                .filter(access ->
                        function.helpers.program().map(access::isWrittenBy).orElse(!writers.isEmpty()))
                .isPresent();
        if (!allowed)
            throw function.refuse(
                    tree, READ_ONLY, function.quote(tree) + " cannot be assigned to: " + reason + " may assign to it");
    }

    private static boolean isField(Element element) {
        return element.getKind().isField() && Owners.of(element).getAnnotation(KernelContext.class) != null;
    }
}
