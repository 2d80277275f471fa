package dev.skep.dsl.context;

import dev.skep.dsl.ContextDef;

/**
 * What programs get whose arguments the kernel's BTF types: 64-bit words, one for each. They are read by {@link
 * dev.skep.dsl.TypedBuilder#argument}; helpers take the whole. Kernel 5.5.
 */
public final class KernelWords {
    /** All of them. */
    public static final ContextDef<KernelWords> CONTEXT = ContextDef.words();

    private KernelWords() {}
}
