package dev.skep.lang;

/** A task as a PID namespace numbers it: {@code struct bpf_pidns_info}. Kernel 5.7. */
@Struct
@Name("bpf_pidns_info")
public final class BpfPidnsInfo {
    /** Its pid. */
    public @Unsigned int pid;

    /** Its tgid. */
    public @Unsigned int tgid;

    /** All zeroes. */
    public BpfPidnsInfo() {}
}
