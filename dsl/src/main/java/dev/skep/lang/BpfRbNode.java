package dev.skep.lang;

/**
 * {@code struct bpf_rb_node}: a field of a {@link Struct} by which an object hangs in a {@link BpfRbRoot}. It is no data, and no code reads it.
 * An object is in one tree at most by each of its nodes. Kernel 6.6, whose nodes have 32 bytes.
 */
public final class BpfRbNode {
    private BpfRbNode() {}
}
