package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_FIELD;
import static dev.skep.compiler.DiagnosticCode.NOT_CONSTANT;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.lang.Config;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.JavaType.StructClass;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Settings and global variables: static fields that are neither maps nor constants. */
final class GlobalFields {
    private final UnitScope unit;

    GlobalFields(UnitScope unit) {
        this.unit = unit;
    }

    void declare(VariableTree tree, VariableElement field, JavaType type, String name) {
        var kind = field.getAnnotation(Config.class) == null ? Global.Kind.VARIABLE : Global.Kind.CONFIG;
        if (!(type instanceof Stored stored)) throw refuse(tree, "a `" + type.text() + "` cannot be a global variable");
        var place = unit.sources().dereference(tree);
        unit.statics()
                .global(
                        field,
                        new Global(name, stored.memory(), kind, initial(tree, field, stored, kind), place),
                        type);
    }

    private Initial initial(VariableTree tree, VariableElement field, Stored type, Global.Kind kind) {
        var isFinal = field.getModifiers().contains(Modifier.FINAL);
        if (type instanceof Int || type instanceof EnumClass) {
            if (isFinal && kind == Global.Kind.CONFIG)
                throw refuse(tree, "setting `" + field.getSimpleName() + "` is final");
            if (isFinal) throw notConstant(tree, tree.getInitializer());
            return number(tree, type);
        }
        if (kind == Global.Kind.CONFIG)
            throw refuse(tree, "a setting is an integer or an enum, not a `" + type.text() + "`");
        if (!isFinal) throw refuse(tree, "`" + field.getSimpleName() + "` could lead elsewhere, since it is not final");
        if (type instanceof StructClass && tree.getInitializer() instanceof NewClassTree) return new Initial.Zero();
        if (type instanceof CellClass cell && tree.getInitializer() instanceof MethodInvocationTree call)
            return number(constant(tree, call.getArguments().get(0), cell.content()));
        throw notConstant(tree, tree.getInitializer());
    }

    private Initial number(VariableTree tree, Stored type) {
        var initializer = tree.getInitializer();
        if (initializer == null) return new Initial.Zero();
        if (type instanceof EnumClass constants) return number(code(tree, initializer, constants));
        return number(constant(tree, initializer, type.integer().orElseThrow()));
    }

    private static Initial number(long value) {
        return value == 0 ? new Initial.Zero() : new Initial.Number(value);
    }

    private long constant(VariableTree tree, ExpressionTree value, Int type) {
        return unit.constants()
                .of(value)
                .orElseThrow(() -> notConstant(tree, value))
                .as(type)
                .value();
    }

    private long code(VariableTree tree, ExpressionTree value, EnumClass constants) {
        return unit.attribution()
                .find(value)
                .flatMap(e -> Optional.ofNullable(
                        constants.codes().get(e.getSimpleName().toString())))
                .orElseThrow(() -> notConstant(tree, value));
    }

    private Refusal notConstant(VariableTree tree, ExpressionTree value) {
        return unit.reporter()
                .refuse(
                        value == null ? tree : value,
                        NOT_CONSTANT,
                        "`" + tree.getName() + "` does not start with a constant");
    }

    private Refusal refuse(VariableTree tree, String message) {
        return unit.reporter().refuse(tree, INVALID_FIELD, message);
    }
}
