package dev.skep.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Field;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What accessors of an array read and write: elements by the indices of all dimensions; of bytes, the innermost dimension is one piece, since
 * it may be a text.
 *
 * @param lengths of the dimensions with an index
 * @param type what they lead to
 */
record Elements(Field field, List<Integer> lengths, Stored type) {
    static Elements of(Field field, ArrayOf array) {
        List<Integer> lengths = new ArrayList<>();
        Stored type = array;
        while (type instanceof ArrayOf dimension && !isText(type)) {
            lengths.add(dimension.length());
            type = dimension.element();
        }
        return new Elements(field, List.copyOf(lengths), type);
    }

    /** Returns whether an array may be a text. */
    static boolean isText(Stored type) {
        return type instanceof ArrayOf array && (array.element() == Int.BYTE || array.element() == Int.UBYTE);
    }

    boolean isText() {
        return isText(type);
    }

    /** Returns a method with the indices as parameters. */
    MethodSpec.Builder indexed(MethodSpec.Builder method) {
        for (var i = 0; i < lengths.size(); i++) method.addParameter(TypeName.INT, index(i));
        return method;
    }

    /** Returns where an element is, which is checked to be within the array. */
    CodeBlock offset() {
        var offset = CodeBlock.builder().add("$L", field.offset());
        var size = type.memory().size();
        for (var i = lengths.size() - 1; i >= 0; i--) {
            offset.add(" + $T.checkIndex($L, $L) * $L", Objects.class, index(i), lengths.get(i), size);
            size *= lengths.get(i);
        }
        return offset.build();
    }

    private String index(int dimension) {
        return lengths.size() == 1 ? "index" : "index" + (dimension + 1);
    }
}
