package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import dev.skep.ir.BpfType;
import dev.skep.lang.KernelType;
import dev.skep.processor.source.Constant;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.Owners;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;

/** Finds which field of a struct of the kernel an expression names. Nothing is lowered. */
final class KernelParts {
    private final FunctionLowering function;

    KernelParts(FunctionLowering function) {
        this.function = function;
    }

    /** Returns the field that an expression names, empty when it names something else. */
    Optional<KernelPart> find(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return find(inner.getExpression());
        if (tree instanceof MemberSelectTree select) return field(select);
        if (tree instanceof ArrayAccessTree access)
            return find(access.getExpression()).map(array -> element(access, array));
        return Optional.empty();
    }

    private Optional<KernelPart> field(MemberSelectTree tree) {
        var field = function.unit
                .attribution()
                .find(tree)
                .filter(KernelParts::isField)
                .map(VariableElement.class::cast);
        if (field.isEmpty()) return Optional.empty();
        var name = field.get().getSimpleName().toString();
        var outer = find(tree.getExpression()).filter(KernelPart::isStruct);
        if (outer.isPresent()) {
            var struct = (KernelClass) function.type(tree.getExpression());
            return Optional.of(outer.get().field(struct.fields().indexOf(name), field.get()));
        }
        if (!(function.type(tree.getExpression()) instanceof KernelClass root)) return Optional.empty();
        if (root.layout().name().isEmpty())
            throw function.refuse(
                    tree.getExpression(),
                    UNSUPPORTED_JAVA,
                    "`" + root.text() + "` has no name that a loader could look for",
                    "name the field from the struct that it is embedded in");
        return Optional.of(
                KernelPart.of(tree.getExpression(), root, root.fields().indexOf(name), field.get()));
    }

    private static boolean isField(Element element) {
        return element.getKind().isField()
                && !element.getModifiers().contains(Modifier.STATIC)
                && Owners.of(element).getAnnotation(KernelType.class) != null;
    }

    private KernelPart element(ArrayAccessTree tree, KernelPart array) {
        var component = ((ArrayType) array.type()).getComponentType();
        var length = ((BpfType.Array) array.layout()).length();
        var known = function.unit.constants().of(tree.getIndex()).map(Constant::value);
        if (known.isEmpty() || (length == 0 && known.get() > 0)) return array.element(tree.getIndex(), component);
        var index = known.get();
        if (index < 0 || index >= Math.max(length, 1))
            throw function.refuse(
                    tree.getIndex(),
                    OUT_OF_BOUNDS,
                    "index " + index + " of " + function.quote(tree.getExpression()) + ", which has " + length
                            + " elements");
        return array.element(Math.toIntExact(index), component);
    }
}
