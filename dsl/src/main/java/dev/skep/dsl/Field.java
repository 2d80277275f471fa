package dev.skep.dsl;

/** A member of a struct, or some bits of one. */
public final class Field<V extends Storable<?>> {
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

    /** Returns where it lies, in bytes from the start of the struct, which can get no more fields from now on. */
    public int offset() {
        return struct.btf().members().get(member).offset();
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
