package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.NOT_CONSTANT;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_TYPE;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArrayClass;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.UnmappableException;
import java.util.List;
import java.util.function.Supplier;

/** What arrays look like that are made by {@code new} or given by their elements: rows lie inline, all of one length. */
final class ArrayShapes {
    /** The kernel makes no larger map values, which is what static fields lie in. */
    private static final long MOST_BYTES = 256L << 20;

    private final UnitScope unit;

    ArrayShapes(UnitScope unit) {
        this.unit = unit;
    }

    /** Returns the type of an array, where nothing but what is written there says so. */
    ArrayOf of(NewArrayTree tree) {
        var written = tree.getType();
        if (written == null)
            return of(
                    tree, mapped(tree, () -> unit.types().of(unit.attribution().type(tree))));
        var element = mapped(tree, () -> unit.written().of(written));
        return tree.getDimensions().isEmpty() ? given(tree, element) : sized(tree, tree.getDimensions(), element);
    }

    /** Returns the type of an array that is declared as that. */
    ArrayOf of(NewArrayTree tree, JavaType declared) {
        return tree.getDimensions().isEmpty()
                ? given(tree, element(declared))
                : sized(
                        tree,
                        tree.getDimensions(),
                        element(declared, tree.getDimensions().size()));
    }

    private ArrayOf given(NewArrayTree tree, JavaType element) {
        var elements = tree.getInitializers();
        if (elements.isEmpty()) throw refuse(tree, "this array has no elements");
        if (!(element instanceof ArrayClass)) return array(tree, stored(tree, element), elements.size());
        var row = row(elements.get(0), element);
        for (var each : elements) {
            var other = row(each, element);
            if (!row.equals(other))
                throw refuse(each, "this row has " + other.length() + " elements, the first one " + row.length());
        }
        return array(tree, row, elements.size());
    }

    private ArrayOf row(ExpressionTree tree, JavaType declared) {
        if (tree instanceof NewArrayTree inner) return of(inner, declared);
        throw refuse(tree, "this row is no array that is given here");
    }

    private ArrayOf sized(NewArrayTree tree, List<? extends ExpressionTree> dimensions, JavaType leaf) {
        Stored element = stored(tree, leaf);
        for (var i = dimensions.size() - 1; i >= 0; i--) element = array(tree, element, length(dimensions.get(i)));
        return (ArrayOf) element;
    }

    private int length(ExpressionTree tree) {
        var length = unit.constants()
                .of(tree)
                .orElseThrow(() -> unit.reporter()
                        .refuse(
                                tree,
                                NOT_CONSTANT,
                                unit.quote(tree) + " is no constant, and the array must have room somewhere"))
                .value();
        if (length < 1 || length > MOST_BYTES)
            throw refuse(tree, "an array of " + length + " elements, need at least 1 and at most " + MOST_BYTES);
        return (int) length;
    }

    private ArrayOf array(Tree place, Stored element, int length) {
        var size = (long) element.memory().size() * length;
        if (size > MOST_BYTES)
            throw refuse(place, "this array has " + size + " bytes, at most " + MOST_BYTES + " are possible");
        return new ArrayOf(element, length);
    }

    private static JavaType element(JavaType declared) {
        return declared instanceof ArrayClass array ? array.element() : declared;
    }

    private static JavaType element(JavaType declared, int dimensions) {
        var element = declared;
        for (var i = 0; i < dimensions; i++) element = element(element);
        return element;
    }

    private Stored stored(Tree place, JavaType type) {
        if (type instanceof Stored stored) return stored;
        if (type instanceof ArrayClass) throw refuse(place, "the rows of this array have no length");
        var message = "`" + type.text() + "` cannot lie in memory";
        if (type == Other.STRING)
            throw unit.reporter()
                    .refuse(
                            place,
                            UNSUPPORTED_TYPE,
                            message,
                            "write a byte array for each, and Bytes.set(array, \"text\")");
        throw unit.reporter().refuse(place, UNSUPPORTED_TYPE, message);
    }

    private JavaType mapped(Tree place, Supplier<JavaType> type) {
        try {
            return type.get();
        } catch (UnmappableException e) {
            throw unit.reporter().refuse(place, e);
        }
    }

    private Refusal refuse(Tree place, String message) {
        return unit.reporter().refuse(place, UNSUPPORTED_TYPE, message, "make it with constant lengths: new int[4][8]");
    }
}
