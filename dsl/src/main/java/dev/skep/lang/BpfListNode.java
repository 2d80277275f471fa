package dev.skep.lang;

/**
 * {@code struct bpf_list_node}: a field of a {@link Struct} by which an object hangs in a {@link BpfListHead}. It is no data, and no code reads
 * it. An object is in one list at most by each of its nodes. Kernel 6.6, whose nodes have 24 bytes.
 */
public final class BpfListNode {
    private BpfListNode() {}
}
