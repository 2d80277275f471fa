package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.VariableTree;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArrayClass;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.TypeMapping;
import javax.lang.model.element.VariableElement;

/** Declarations of local variables: those that never change are names for values. */
final class Declarations {
    private final FunctionLowering function;

    Declarations(FunctionLowering function) {
        this.function = function;
    }

    /** Lowers a declaration as it stands among statements. */
    void declare(VariableTree tree) {
        var element = element(tree);
        function.locals.bind(element, new Local.Broken());
        var initializer = tree.getInitializer();
        if (function.unit.sources().isInferred(tree)
                || !function.unit.attribution().changes(element)) {
            var value = function.expressions.lower(initializer);
            requireArray(initializer, value, declaredType(tree, element));
            bind(tree, value);
            return;
        }
        var local = function.locals.fresh(tree, tree.getName().toString(), declaredType(tree, element));
        function.locals.bind(element, local); // the initializer may assign to it already
        if (initializer != null) function.locals.write(tree, local, function.expressions.lower(initializer));
    }

    /** Refuses null in place of an array. */
    void requireArray(ExpressionTree place, Operand value, JavaType type) {
        if (value instanceof Nothing && type instanceof ArrayClass)
            throw function.refuse(
                    place,
                    UNSUPPORTED_JAVA,
                    "an array is never null here: it lies in place, and its length is known",
                    "make it: new int[4]");
    }

    /** Declares a variable that has a value already: an initialised local, the element in a loop, or a parameter. */
    void bind(VariableTree tree, Operand operand) {
        bind(tree, operand, type(tree, element(tree), operand));
    }

    /** Declares a variable that has the type of its value, whatever is written in front of it. */
    void bindAsGiven(VariableTree tree, Operand operand) {
        bind(tree, operand, operand.type());
    }

    private void bind(VariableTree tree, Operand operand, JavaType type) {
        var element = element(tree);
        if (function.unit.attribution().changes(element)) {
            var local = function.locals.fresh(tree, tree.getName().toString(), type);
            function.locals.write(tree, local, operand);
            function.locals.bind(element, local);
        } else {
            var bound = type instanceof ArrayOf && operand instanceof Reference array ? array.as(type) : operand;
            function.locals.bind(element, new Local.Named(function.expressions.as(tree, bound, type)));
        }
    }

    /** A variable declared with {@code var} has the type of its value, sign included, and so has a parameter that takes anything. */
    private JavaType type(VariableTree tree, VariableElement element, Operand operand) {
        var inferred = function.unit.sources().isInferred(tree);
        if (inferred || TypeMapping.isAnything(element.asType())) return operand.type();
        var declared = declaredType(tree, element);
        if (!(declared instanceof ArrayClass array)) return declared;
        return operand.type() instanceof ArrayOf made ? array.of(made) : operand.type();
    }

    private VariableElement element(VariableTree tree) {
        return (VariableElement) function.unit.attribution().element(tree);
    }

    private JavaType declaredType(VariableTree tree, VariableElement element) {
        return function.mapped(tree, () -> function.unit.types().of(element));
    }
}
