package dev.skep.processor.type;

import static dev.skep.compiler.DiagnosticCode.INVALID_ENUM;
import static dev.skep.compiler.DiagnosticCode.INVALID_STRUCT;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.Trees;
import dev.skep.ir.BpfType;
import dev.skep.ir.BpfType.EnumType.Enumerator;
import dev.skep.lang.Code;
import dev.skep.lang.KernelEnum;
import dev.skep.processor.type.JavaType.EnumClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Reads enums. A constant's number is what its constructor puts into the one field that the enum has, else what {@link Code} says, else its
 * position. The field's type is the width that the number has in memory. Enums of the kernel may have no constants, or several of one number.
 */
final class Enumerations {
    private final TypeMapping types;
    private final Trees trees;
    private final TypeMapping.Numbers numbers;

    Enumerations(TypeMapping types, Trees trees, TypeMapping.Numbers numbers) {
        this.types = types;
        this.trees = trees;
        this.numbers = numbers;
    }

    EnumClass read(TypeElement type) {
        return numbers.find(type).orElseGet(() -> readSource(type));
    }

    private EnumClass readSource(TypeElement type) {
        var field = field(type);
        var number = field.map(this::number).orElse(Int.INT);
        if (field.isPresent()) requireFilling(type, field.get());
        var ofTheKernel = type.getAnnotation(KernelEnum.class) != null;
        Map<String, Long> codes = new LinkedHashMap<>();
        List<Enumerator> enumerators = new ArrayList<>();
        for (var constant : type.getEnclosedElements()) {
            if (constant.getKind() != ElementKind.ENUM_CONSTANT) continue;
            var code = wrap(number, code(type, constant, field.isPresent() ? number : null, codes.size()));
            var name = constant.getSimpleName().toString();
            if (!ofTheKernel && codes.containsValue(code))
                throw new UnmappableException(
                        INVALID_STRUCT, constant, "`" + name + "` has the code " + code + ", as another constant has");
            codes.put(name, code);
            enumerators.add(new Enumerator(Names.of(constant), code));
        }
        if (codes.isEmpty() && !ofTheKernel)
            throw new UnmappableException(INVALID_STRUCT, type, "enum `" + type.getSimpleName() + "` has no constants");
        return new EnumClass(
                type.getSimpleName().toString(),
                codes,
                number,
                field.map(f -> accessors(type, f)).orElse(Set.of()),
                new BpfType.EnumType(Names.of(type), (BpfType.Scalar) number.memory(), enumerators));
    }

    private static Optional<VariableElement> field(TypeElement type) {
        var fields = ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
                .toList();
        if (fields.size() > 1)
            throw invalid(
                    fields.get(1),
                    "enum `" + type.getSimpleName() + "` has " + fields.size() + " fields, not one number");
        return fields.stream().findFirst();
    }

    private Set<String> accessors(TypeElement type, VariableElement field) {
        Set<String> names = new HashSet<>();
        for (var method : ElementFilter.methodsIn(type.getEnclosedElements()))
            if (method.getParameters().isEmpty() && returns(trees.getTree(method), field))
                names.add(method.getSimpleName().toString());
        return names;
    }

    private static boolean returns(@Nullable MethodTree method, VariableElement field) {
        if (method == null || method.getBody() == null) return false;
        var statements = method.getBody().getStatements();
        return statements.size() == 1
                && statements.get(0) instanceof ReturnTree only
                && (isName(only.getExpression(), field.getSimpleName()) || isField(only.getExpression(), field));
    }

    private Int number(VariableElement field) {
        var name = field.getSimpleName();
        if (!field.getModifiers().contains(Modifier.FINAL)) throw invalid(field, "field `" + name + "` is not final");
        var type = types.of(field);
        if (type instanceof Int number && number.numeric()) return number;
        throw invalid(field, "field `" + name + "` is a `" + type.text() + "`, which is no number");
    }

    /** The constructor must put what it gets into the field, and do nothing else. */
    private void requireFilling(TypeElement type, VariableElement field) {
        var constructors = ElementFilter.constructorsIn(type.getEnclosedElements());
        if (constructors.size() > 1)
            throw invalid(constructors.get(1), "enum `" + type.getSimpleName() + "` has more than one constructor");
        var tree = trees.getTree(constructors.get(0));
        if (tree == null || tree.getBody() == null) return;
        var statements = tree.getBody().getStatements().stream()
                .filter(s -> !s.toString().startsWith("super("))
                .toList();
        if (statements.size() != 1
                || !(statements.get(0) instanceof ExpressionStatementTree statement)
                || !(statement.getExpression() instanceof AssignmentTree assignment)
                || !fills(assignment, field, constructors.get(0)))
            throw invalid(
                    constructors.get(0),
                    "the constructor of enum `" + type.getSimpleName() + "` does more than `this."
                            + field.getSimpleName() + " = " + field.getSimpleName() + ";`");
    }

    private static boolean fills(AssignmentTree tree, VariableElement field, ExecutableElement constructor) {
        if (constructor.getParameters().size() != 1) return false;
        var value = tree.getExpression() instanceof TypeCastTree cast ? cast.getExpression() : tree.getExpression();
        var parameter = constructor.getParameters().get(0).getSimpleName();
        return isName(value, parameter) && (isField(tree.getVariable(), field) || isOther(tree, field, parameter));
    }

    private static boolean isField(ExpressionTree tree, VariableElement field) {
        return tree instanceof MemberSelectTree select
                && select.getIdentifier().equals(field.getSimpleName())
                && select.getExpression().toString().equals("this");
    }

    private static boolean isOther(AssignmentTree tree, VariableElement field, CharSequence parameter) {
        return isName(tree.getVariable(), field.getSimpleName())
                && !field.getSimpleName().contentEquals(parameter);
    }

    private static boolean isName(ExpressionTree tree, CharSequence name) {
        return tree instanceof IdentifierTree identifier && identifier.getName().contentEquals(name);
    }

    /**
     * Returns the number of a constant.
     *
     * @param filled what the constructor fills; null where there is no field
     */
    private long code(TypeElement type, Element constant, @Nullable Int filled, int position) {
        var said = Optional.ofNullable(constant.getAnnotation(Code.class)).map(Code::value);
        if (!(trees.getTree(constant) instanceof VariableTree tree)
                || !(tree.getInitializer() instanceof NewClassTree creation)) {
            if (filled == null || said.isPresent()) return said.orElse((long) position);
            throw invalid(
                    null,
                    "the number of `" + constant.getSimpleName() + "` stands in source that is not here; "
                            + "@Code says it to everyone");
        }
        if (creation.getClassBody() != null)
            throw invalid(constant, "constant `" + constant.getSimpleName() + "` has a body");
        if (filled == null) return said.orElse((long) position);
        var number = numbers.of(type, creation.getArguments().get(0));
        if (number.isEmpty())
            throw invalid(constant, "the number of `" + constant.getSimpleName() + "` is no constant");
        if (said.isPresent() && wrap(filled, number.get()) != wrap(filled, said.get()))
            throw invalid(
                    constant,
                    "`" + constant.getSimpleName() + "` has the number " + number.get() + " and the code "
                            + said.get());
        return number.get();
    }

    private static long wrap(Int type, long value) {
        var unused = Long.SIZE - type.bits();
        return type.unsigned() ? value << unused >>> unused : value << unused >> unused;
    }

    private static UnmappableException invalid(@Nullable Element culprit, String message) {
        return new UnmappableException(INVALID_ENUM, culprit, message);
    }
}
