package dev.skep.processor.type;

import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.Field;
import dev.skep.processor.type.JavaType.SpecialType;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the special fields of a type lie. */
public final class SpecialFields {
    private SpecialFields() {}

    /**
     * One of them.
     *
     * @param path its name, behind those of the structs that it lies in
     * @param offset bytes from the start of the type
     */
    public record Found(String path, Special kind, int offset) {
        /** Returns where the bytes end. */
        public int end() {
            return offset + kind.memory().size();
        }

        /** Returns whether it is a field of a struct within the type. */
        public boolean isNested() {
            return path.contains(".");
        }

        private Found within(Field field) {
            return new Found(field.name() + "." + path, kind, field.offset() + offset);
        }
    }

    /** Returns the special fields of a type, in order. */
    public static List<Found> of(JavaType type) {
        return find(type).toList();
    }

    private static Stream<Found> find(JavaType type) {
        return type instanceof Composite composite
                ? composite.fields().stream().flatMap(SpecialFields::find)
                : Stream.of();
    }

    private static Stream<Found> find(Field field) {
        return field.type() instanceof SpecialType special
                ? Stream.of(new Found(field.name(), special.kind(), field.offset()))
                : find(field.type()).map(found -> found.within(field));
    }

    /** Some bytes of a type. */
    public record Piece(int offset, int size) {}

    /** Returns the bytes of a type that are no special fields: what the kernel copies. */
    public static List<Piece> others(Stored type) {
        List<Piece> pieces = new ArrayList<>();
        var next = 0;
        for (var found : of(type)) {
            if (found.offset() > next) pieces.add(new Piece(next, found.offset() - next));
            next = found.end();
        }
        var size = type.memory().size();
        if (size > next) pieces.add(new Piece(next, size - next));
        return pieces;
    }

    /** Returns the bytes of each member of a type that is no struct and no special field: what lies between them is left out. */
    public static List<Piece> members(Stored type) {
        return pieces(type, 0).toList();
    }

    private static Stream<Piece> pieces(Stored type, int offset) {
        if (type instanceof SpecialType) return Stream.of();
        if (type instanceof Composite composite)
            return composite.fields().stream().flatMap(field -> pieces(field.type(), offset + field.offset()));
        if (type instanceof ArrayOf array && innermost(array) instanceof Composite)
            return IntStream.range(0, array.length())
                    .boxed()
                    .flatMap(i -> pieces(
                            array.element(),
                            offset + i * array.element().memory().size()));
        return Stream.of(new Piece(offset, type.memory().size()));
    }

    private static Stored innermost(ArrayOf array) {
        return array.element() instanceof ArrayOf inner ? innermost(inner) : array.element();
    }

    /** Returns whether a type is a special field, or has some in it. */
    public static boolean holds(JavaType type) {
        return type instanceof SpecialType
                || (type instanceof ArrayOf array ? holds(array.element()) : !of(type).isEmpty());
    }
}
