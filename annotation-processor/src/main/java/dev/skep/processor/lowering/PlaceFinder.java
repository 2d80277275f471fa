package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import dev.skep.ir.BitField;
import dev.skep.ir.BpfType;
import dev.skep.processor.lowering.Operand.Fields;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArenaClass;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.Field;
import dev.skep.processor.type.JavaType.NetworkInt;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.TypeMapping;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;

/** What names, fields and elements stand for: places, their addresses already computed. */
final class PlaceFinder {
    private final FunctionLowering function;
    private final ContextFields contexts;
    private final KernelReads kernel;
    private final KernelParts kernelParts;

    PlaceFinder(FunctionLowering function, ContextFields contexts, KernelReads kernel, KernelParts kernelParts) {
        this.function = function;
        this.contexts = contexts;
        this.kernel = kernel;
        this.kernelParts = kernelParts;
    }

    /** Returns what an expression stands for. */
    Place of(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return of(inner.getExpression());
        if (tree instanceof IdentifierTree)
            return named(tree, function.unit.attribution().element(tree));
        var ofTheKernel = kernelParts.find(tree);
        if (ofTheKernel.isPresent()) return ofTheKernel(tree, ofTheKernel.get());
        if (tree instanceof MemberSelectTree select) return member(select);
        if (tree instanceof ArrayAccessTree access)
            return part(access.getExpression(), function.arrays.element(access), false);
        throw function.refuse(tree, UNSUPPORTED_JAVA, function.quote(tree) + " cannot be assigned to");
    }

    private Place ofTheKernel(ExpressionTree tree, KernelPart part) {
        kernel.requireNoArray(tree, part);
        return new Place.OfKernel(tree, part, kernel.pointer(part));
    }

    private Place named(ExpressionTree tree, Element element) {
        return switch (element.getKind()) {
            case LOCAL_VARIABLE, PARAMETER, RESOURCE_VARIABLE -> new Place.Variable(function.locals.local(element));
            case ENUM_CONSTANT -> new Place.Constant(enumConstant(tree, (VariableElement) element));
            case FIELD -> operand(tree, function.unit.statics().read(function, tree, (VariableElement) element));
            case EXCEPTION_PARAMETER, BINDING_VARIABLE -> throw function.unit.refusedBefore();
            default ->
                throw function.refuse(
                        tree, UNSUPPORTED_JAVA, function.quote(tree) + " is no variable that BPF programs know");
        };
    }

    private Scalar enumConstant(ExpressionTree tree, VariableElement constant) {
        var type = (EnumClass) function.mapped(tree, () -> function.unit.types().of(constant.asType()));
        var code = Optional.ofNullable(type.codes().get(constant.getSimpleName().toString()))
                .orElseThrow();
        return new Scalar(function.constant(type.number(), code).value(), type);
    }

    private Place member(MemberSelectTree tree) {
        var element = function.unit.attribution().element(tree);
        if (element.getKind() != ElementKind.FIELD) return named(tree, element);
        if (isArray(tree.getExpression())) return length(tree);
        if (element.getModifiers().contains(Modifier.STATIC)) return named(tree, element);
        var name = tree.getIdentifier().toString();
        var whole = function.expressions.lower(tree.getExpression());
        if (whole instanceof Fields fields) return new Place.Constant(component(fields, name));
        if (whole instanceof Reference reference) return field(tree, reference, name);
        if (whole instanceof Scalar scalar && scalar.type() instanceof EnumClass constants)
            return new Place.Constant(new Scalar(scalar.value(), constants.number()));
        throw function.refuse(
                tree, UNSUPPORTED_JAVA, "a `" + whole.type().text() + "` has no field `" + name + "` here");
    }

    private boolean isArray(ExpressionTree tree) {
        return function.unit.attribution().type(tree).getKind() == TypeKind.ARRAY;
    }

    private Place length(MemberSelectTree tree) {
        var ofTheKernel = kernelParts.find(tree.getExpression());
        if (ofTheKernel.isPresent() && ofTheKernel.get().layout() instanceof BpfType.Array array)
            return new Place.Constant(function.constant(Int.INT, array.length()));
        var array = function.arrays.array(tree.getExpression());
        return new Place.Constant(function.constant(Int.INT, ArrayElements.length(array)));
    }

    /** Returns a component of a record that is a value. */
    static Operand component(Fields record, String name) {
        for (var i = 0; i < record.components().size(); i++)
            if (record.type().fields().get(i).name().equals(name))
                return record.components().get(i);
        throw new IllegalStateException(record.type().text() + " has no component " + name);
    }

    private Place field(MemberSelectTree tree, Reference whole, String name) {
        if (whole.type() instanceof CellClass cell) return operand(tree.getExpression(), whole.part(0, cell.content()));
        if (whole.type() instanceof ContextClass context) return contextField(tree, whole, context);
        if (whole.type() instanceof Composite composite) {
            var field = composite.field(name).orElseThrow();
            if (field.bits() != null) return bits(tree.getExpression(), whole, field, field.bits());
            return part(tree.getExpression(), whole.part(field.offset(), field.type()), field.bigEndian());
        }
        throw function.refuse(tree, UNSUPPORTED_JAVA, "a `" + whole.type().text() + "` has no field `" + name + "`");
    }

    private Place bits(ExpressionTree blame, Reference whole, Field field, BitField bits) {
        return new Place.BitsOf(whole.at(whole.base().pointer(function.builder)), field.type(), bits, blame);
    }

    private Place contextField(MemberSelectTree tree, Reference whole, ContextClass context) {
        var field = (VariableElement) function.unit.attribution().element(tree);
        return part(tree.getExpression(), contexts.field(tree, whole, context, field), TypeMapping.bigEndian(field));
    }

    private Place operand(ExpressionTree blame, Operand operand) {
        return operand instanceof Reference reference ? part(blame, reference, false) : new Place.Constant(operand);
    }

    /** Returns what a part of memory is, which {@code blame} leads to. */
    Place part(ExpressionTree blame, Reference reference, boolean bigEndian) {
        if (reference.type() instanceof PtrClass || reference.type() instanceof ArenaClass)
            return new Place.PointerIn(reference.at(reference.base().pointer(function.builder)), blame);
        var isRecord = reference.type() instanceof RecordClass;
        if (!isRecord && reference.type().integer().isEmpty()) return new Place.Constant(reference);
        var pointer = reference.base().pointer(function.builder);
        if (isRecord) return new Place.Whole(reference.at(pointer), blame);
        var swapped = reference.type() instanceof NetworkInt network ? network : null;
        return new Place.Word(
                pointer,
                reference.offset(),
                swapped == null ? reference.type() : swapped.content(),
                bigEndian || swapped != null,
                blame,
                reference.base().isConstant());
    }
}
