package dev.skep.dsl;

import dev.skep.kernel.MapType;
import org.jspecify.annotations.Nullable;

/** Values in the order in which they come. Kernel 4.20. */
public final class QueueDef<V extends Storable<?>> extends MapDef<QueueDef<V>> {
    private final Type<V> value;

    private QueueDef(MapDraft draft, Type<V> value) {
        super(draft);
        this.value = value;
    }

    /** A queue: first in, first out. */
    public static <V extends Storable<?>> QueueDef<V> queue(String name, Type<V> value) {
        return new QueueDef<>(MapDraft.of(name, MapType.QUEUE), value);
    }

    /** A stack: last in, first out. */
    public static <V extends Storable<?>> QueueDef<V> stack(String name, Type<V> value) {
        return new QueueDef<>(MapDraft.of(name, MapType.STACK), value);
    }

    @Override
    QueueDef<V> with(MapDraft changed) {
        return new QueueDef<>(changed, value);
    }

    @Override
    @Nullable
    Type<?> keyType() {
        return null;
    }

    @Override
    Type<V> valueType() {
        return value;
    }
}
