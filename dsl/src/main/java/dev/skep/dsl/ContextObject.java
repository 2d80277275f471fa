package dev.skep.dsl;

/**
 * A field of a context that leads to a struct of the kernel's own.
 *
 * @param <C> whose field it is
 */
public final class ContextObject<C> {
    private final ContextField<C, U64> field;
    private final String struct;

    ContextObject(ContextField<C, U64> field, String struct) {
        this.field = field;
        this.struct = struct;
    }

    ContextField<C, U64> field() {
        return field;
    }

    /** Throws unless {@code type} stands for what it leads to. */
    void require(KernelStruct type) {
        if (!type.toString().equals(struct))
            throw new IllegalArgumentException("`" + field + "` leads to a `" + struct + "`, not a `" + type + "`");
    }
}
