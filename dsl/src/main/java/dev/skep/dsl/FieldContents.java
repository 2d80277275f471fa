package dev.skep.dsl;

/** What a field of a struct holds at first: {@link Field#is}. */
public final class FieldContents {
    private final Field<?> field;
    private final Contents<?> contents;

    FieldContents(Field<?> field, Contents<?> contents) {
        this.field = field;
        this.contents = contents;
    }

    Field<?> field() {
        return field;
    }

    Contents<?> contents() {
        return contents;
    }
}
