package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_FIELD;
import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.VariableTree;
import dev.skep.ir.Initial;
import dev.skep.lang.Bytes;
import dev.skep.lang.Config;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArrayClass;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.Lengths;
import dev.skep.processor.type.Owners;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Static fields that are arrays, and settings that are texts: where their length stands and what is in them first. */
final class StaticArrays {
    private final UnitScope unit;
    private final Initials initials;

    StaticArrays(UnitScope unit, Initials initials) {
        this.unit = unit;
        this.initials = initials;
    }

    /** Returns whether a field of that type is an array in the kernel. */
    boolean isArray(JavaType type) {
        return type instanceof ArrayClass || type == Other.STRING;
    }

    /** Returns the type of such a field, length included. */
    ArrayOf of(VariableTree tree, VariableElement field, JavaType type) {
        var initializer = tree.getInitializer();
        var declared = Lengths.of(field).orElse(null);
        if (type == Other.STRING && field.getAnnotation(Config.class) == null)
            throw unit.reporter()
                    .refuse(
                            tree,
                            INVALID_FIELD,
                            "a `String` that is no setting must be final and constant",
                            "make it final, with a literal; text that changes is an array: = new byte[16]");
        if (initializer instanceof NewArrayTree made) {
            if (declared != null) throw refuse(tree, "`" + field.getSimpleName() + "` says its length twice");
            return new ArrayShapes(unit).of(made, type);
        }
        if (declared != null) return ofLength(tree, field, declared, type);
        var text = initializer == null ? Optional.<String>empty() : text(initializer);
        if (text.isPresent() && type instanceof ArrayClass array && array.element() == Int.BYTE)
            return new ArrayOf(Int.BYTE, Texts.utf8(unit, initializer, text.get()).length + 1);
        throw refuse(tree, "nothing says how long `" + field.getSimpleName() + "` is");
    }

    private ArrayOf ofLength(VariableTree tree, VariableElement field, Lengths lengths, JavaType type) {
        if (type instanceof ArrayClass)
            lengths.problem(field.asType()).ifPresent(problem -> {
                throw refuse(tree, problem);
            });
        else if (lengths.single().isEmpty()) throw refuse(tree, "a text has one length, at least 1");
        var element = type == Other.STRING ? Int.BYTE : innermost(type);
        if (element instanceof Stored stored) return lengths.array(stored);
        throw refuse(tree, "a `" + element.text() + "` cannot lie in an array here");
    }

    private static JavaType innermost(JavaType type) {
        return type instanceof ArrayClass array ? innermost(array.element()) : type;
    }

    /** Returns what is in the array first. */
    Initial initial(VariableTree tree, ArrayOf type) {
        var initializer = tree.getInitializer();
        if (initializer == null) return new Initial.Zero();
        var text = text(initializer);
        if (text.isPresent() && type.element() == Int.BYTE) return text(initializer, text.get(), type);
        if (initializer instanceof NewArrayTree array) return elements(tree, array, type);
        throw initials.notConstant(tree, initializer);
    }

    private Initial text(ExpressionTree tree, String text, ArrayOf type) {
        var length = Texts.utf8(unit, tree, text).length + 1;
        if (length > type.length())
            throw unit.reporter()
                    .refuse(
                            tree,
                            OUT_OF_BOUNDS,
                            "this text has " + length + " bytes with its NUL, the array " + type.length(),
                            "shorten it, or declare a longer array");
        return text.isEmpty() ? new Initial.Zero() : new Initial.Text(text);
    }

    private Initial elements(VariableTree field, NewArrayTree tree, ArrayOf type) {
        if (tree.getInitializers() == null) return new Initial.Zero();
        List<Initial> elements = new ArrayList<>();
        for (var element : tree.getInitializers())
            elements.add(
                    element instanceof NewArrayTree row && type.element() instanceof ArrayOf rows
                            ? elements(field, row, rows)
                            : initials.of(field, element, type.element()));
        return new Initial.Aggregate(elements);
    }

    /** Returns a text as it is or in {@code Bytes.of}. */
    private Optional<String> text(@Nullable ExpressionTree tree) {
        if (tree == null) return Optional.empty();
        if (tree instanceof MethodInvocationTree call
                && call.getArguments().size() == 1
                && call.getMethodSelect().toString().endsWith("of")
                && Owners.of(unit.attribution().element(call))
                        .getQualifiedName()
                        .contentEquals(Bytes.class.getName()))
            return unit.constants().text(call.getArguments().get(0));
        return unit.constants().text(tree);
    }

    private Refusal refuse(VariableTree tree, String message) {
        return unit.reporter()
                .refuse(tree, INVALID_FIELD, message, "write = new byte[16], or @Length(16) in front of it");
    }
}
