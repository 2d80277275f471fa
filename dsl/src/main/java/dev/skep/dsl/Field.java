package dev.skep.dsl;

/** A member of a struct, or some bits of one. */
public final class Field<V extends Storable<?>> {
    /** Stands for no member: the field's type knows where it lies. */
    static final int WHOLE = -1;

    private final StructDef struct;
    private final String name;
    private final Type<V> type;
    private final int member;

    Field(StructDef struct, String name, Type<V> type, int member) {
        this.struct = struct;
        this.name = name;
        this.type = type;
        this.member = member;
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns where it lies, in bytes from the start of the struct, which can get no more fields from now on; of a bit-field, that of the struct. */
    public int offset() {
        return member == WHOLE ? 0 : struct.offset(member);
    }

    /** Returns what this holds at first: a number. */
    public FieldContents is(long number) {
        return new FieldContents(this, type.contents(number));
    }

    /** Returns what this holds at first. */
    public FieldContents is(Contents<V> contents) {
        contents.require(type);
        return new FieldContents(this, contents);
    }

    StructDef struct() {
        return struct;
    }

    Type<V> type() {
        return type;
    }

    int member() {
        return member;
    }

    @Override
    public String toString() {
        return struct + "." + name;
    }
}
