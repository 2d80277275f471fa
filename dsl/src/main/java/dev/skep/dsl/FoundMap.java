package dev.skep.dsl;

import dev.skep.ir.Value;
import dev.skep.kernel.MapType;

/** A map that lay in another one. */
public final class FoundMap<K extends Storable<?>, V extends Storable<?>> extends AnyMap implements KeyedMap<K, V> {
    private final AnyMap like;
    private final Origin origin;
    private final Value pointer;

    FoundMap(AnyMap like, Origin origin, Value pointer) {
        this.like = like;
        this.origin = origin;
        this.pointer = pointer;
    }

    @Override
    void require(Body body) {
        origin.require(body, "the map");
    }

    @Override
    Value address(Body body) {
        return body.local(origin.frame(), pointer);
    }

    @Override
    MapType type() {
        return like.type();
    }

    @Override
    Type<?> keyType() {
        return MapCalls.known(like.keyType());
    }

    @Override
    Type<?> valueType() {
        return MapCalls.known(like.valueType());
    }

    /** Returns the name of what it is like. */
    @Override
    public String toString() {
        return like.toString();
    }
}
