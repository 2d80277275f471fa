package dev.skep.dsl;

/** Where structs, arrays and bytes lie. */
final class Whereabouts {
    private Whereabouts() {}

    /** Returns the place of what is no number. */
    static Place of(Storable<?> thing) {
        if (thing instanceof Struct struct) return struct.place();
        if (thing instanceof Bytes bytes) return bytes.place();
        if (thing instanceof Array<?> array) return array.asBytes().place();
        throw new IllegalStateException(thing + " lies nowhere");
    }
}
