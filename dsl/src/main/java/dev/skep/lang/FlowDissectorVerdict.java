package dev.skep.lang;

/** Whether a packet was dissected: {@code BPF_OK} and its like. Kernel 4.20. */
@Name("flow_dissector_verdict")
public enum FlowDissectorVerdict {
    /** The keys of the flow are filled in. */
    @Code(0)
    OK,
    /** The packet is wrong, and dropped. */
    @Code(2)
    DROP,
    /** The kernel dissects it. Kernel 6.1. */
    @Code(129)
    CONTINUE
}
