package dev.skep.dsl;

import dev.skep.ir.Value;

/** A word of what the kernel hands to a program. */
public abstract sealed class KernelWord permits KernelArgument, NullableArgument {
    private final KernelSignature signature;
    private final String name;

    KernelWord(KernelSignature signature, String name) {
        this.signature = signature;
        this.name = name;
    }

    final String name() {
        return name;
    }

    /** Throws unless programs of that kind get such a word there. */
    abstract void require(TypedKind kind, int position);

    /** Emits the load of the word that lies there in the context. */
    abstract Value load(Body body, Value context, int offset, TypedKind kind);

    /** Returns the name, that of its signature before it. */
    @Override
    public final String toString() {
        return signature + "." + name;
    }
}
