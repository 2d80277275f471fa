package dev.skep.dsl;

/**
 * A field of a context that leads to another one, always.
 *
 * @param <C> whose field it is
 * @param <T> what it leads to
 */
public final class ContextPointer<C, T> {
    private final ContextField<C, U64> field;
    private final ContextDef<T> target;

    ContextPointer(ContextField<C, U64> field, ContextDef<T> target) {
        this.field = field;
        this.target = target;
    }

    ContextField<C, U64> field() {
        return field;
    }

    ContextDef<T> target() {
        return target;
    }
}
