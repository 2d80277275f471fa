package dev.skep.dsl;

import dev.skep.kernel.ContextStruct;

/**
 * An array in a context: an address, arguments, notes.
 *
 * @param <C> whose field it is
 */
public final class ContextArray<C, V extends Scalar<V>> {
    private final ContextDef<C> owner;
    private final ScalarType<V> element;
    private final ContextStruct.Field field;

    ContextArray(ContextDef<C> owner, ScalarType<V> element, ContextStruct.Field field) {
        this.owner = owner;
        this.element = element;
        this.field = field;
    }

    /** Returns how many elements there are. */
    public int length() {
        return field.size() / element.width().bytes();
    }

    /** An element, counted from 0: the verifier wants to know which. */
    public ContextField<C, V> at(int index) {
        if (index < 0 || index >= length()) {
            throw new IndexOutOfBoundsException(
                    "index " + index + " of `" + owner + "." + field.name() + "`, which has " + length());
        }
        var offset = field.offset() + index * element.width().bytes();
        return new ContextField<>(owner, field.name(), element, options -> offset);
    }
}
