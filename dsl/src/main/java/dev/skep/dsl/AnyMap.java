package dev.skep.dsl;

import dev.skep.ir.Value;
import dev.skep.kernel.MapType;
import org.jspecify.annotations.Nullable;

/** A map, as programs hand it to helpers: one of the object, or one that was found in another. */
public abstract sealed class AnyMap permits MapDef, FoundMap {
    AnyMap() {}

    /** Throws unless it may be used in {@code body}. */
    abstract void require(Body body);

    /** Emits its address, after which the object has the map. */
    abstract Value address(Body body);

    abstract MapType type();

    /** Returns the type of its keys; null where there are none that programs see. */
    abstract @Nullable Type<?> keyType();

    /** Returns the type of its values; null where there are none that programs see. */
    abstract @Nullable Type<?> valueType();
}
