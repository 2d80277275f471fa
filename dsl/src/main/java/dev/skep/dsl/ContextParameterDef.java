package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;

/** A parameter of a subprogram that is the context of the program that calls it. */
public final class ContextParameterDef<C> extends Formal {
    private final ContextDef<C> type;

    ContextParameterDef(SubprogramDef<?> subprogram, String name, ContextDef<C> type) {
        super(subprogram, name);
        this.type = type;
    }

    /** Returns a context for this parameter. */
    public Argument of(Context<C> context) {
        return new Argument(
                this,
                body -> {
                    context.require(body);
                    if (!context.isHandedOver()) {
                        throw new IllegalArgumentException(
                                "`" + this + "` takes what the kernel hands to the program only");
                    }
                },
                body -> context.pointer());
    }

    ContextDef<C> type() {
        return type;
    }

    @Override
    BpfType btf() {
        return type.pointer();
    }

    @Override
    ValueType register() {
        return ValueType.pointer(MemoryKind.CONTEXT);
    }

    @Override
    void requireInGlobal(Rules rules) {
        // every kernel with global functions knows contexts by their names
    }
}
