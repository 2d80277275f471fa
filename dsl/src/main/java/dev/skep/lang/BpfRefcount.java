package dev.skep.lang;

/**
 * {@code struct bpf_refcount}: a field of a {@link Struct} that counts the owners of an object, so that it may have several: a list, a tree and
 * a program, by {@link BpfObject#acquire}. It is no data, and no code reads it. Kernel 6.6.
 */
public final class BpfRefcount {
    private BpfRefcount() {}
}
