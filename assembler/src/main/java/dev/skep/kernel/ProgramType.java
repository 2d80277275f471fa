package dev.skep.kernel;

import java.util.Optional;

/**
 * The program types: {@code enum bpf_prog_type} of the kernel's {@code bpf.h}.
 *
 * <p>Columns: number · first kernel · the {@code struct} its context points to, empty where that depends on the hook.
 */
public enum ProgramType {
    // spotless:off
    /** Filters and copies packets for a socket. */
    SOCKET_FILTER           (1,  "3.19", "__sk_buff"),
    /** Runs at a kernel or user probe, at entry or return. */
    KPROBE                  (2,  "4.1",  "pt_regs"),
    /** Classifies packets on tc, tcx and netkit. */
    SCHED_CLS               (3,  "4.1",  "__sk_buff"),
    /** A tc action. */
    SCHED_ACT               (4,  "4.1",  "__sk_buff"),
    /** Runs at a tracepoint, with its fields as context. */
    TRACEPOINT              (5,  "4.7",  ""),
    /** Runs on a packet before the stack sees it. */
    XDP                     (6,  "4.8",  "xdp_md"),
    /** Runs when a perf event fires. */
    PERF_EVENT              (7,  "4.9",  "bpf_perf_event_data"),
    /** Filters packets of a cgroup. */
    CGROUP_SKB              (8,  "4.10", "__sk_buff"),
    /** Watches sockets of a cgroup. */
    CGROUP_SOCK             (9,  "4.10", "bpf_sock"),
    /** Lightweight tunnel, input. */
    LWT_IN                  (10, "4.10", "__sk_buff"),
    /** Lightweight tunnel, output. */
    LWT_OUT                 (11, "4.10", "__sk_buff"),
    /** Lightweight tunnel, transmit. */
    LWT_XMIT                (12, "4.10", "__sk_buff"),
    /** Runs at events of TCP connections of a cgroup. */
    SOCK_OPS                (13, "4.13", "bpf_sock_ops"),
    /** Parses and redirects the stream of a socket map. */
    SK_SKB                  (14, "4.14", "__sk_buff"),
    /** Decides on device access of a cgroup. */
    CGROUP_DEVICE           (15, "4.15", "bpf_cgroup_dev_ctx"),
    /** Decides on messages sent through a socket map. */
    SK_MSG                  (16, "4.17", "sk_msg_md"),
    /** Runs at a tracepoint, with its raw arguments. */
    RAW_TRACEPOINT          (17, "4.17", "bpf_raw_tracepoint_args"),
    /** Rewrites addresses in bind, connect and the like. */
    CGROUP_SOCK_ADDR        (18, "4.17", "bpf_sock_addr"),
    /** A segment routing endpoint. */
    LWT_SEG6LOCAL           (19, "4.18", "__sk_buff"),
    /** Decodes infrared samples. */
    LIRC_MODE2              (20, "4.18", ""),
    /** Chooses the socket of a reuseport group. */
    SK_REUSEPORT            (21, "4.19", "sk_reuseport_md"),
    /** Dissects packet headers. */
    FLOW_DISSECTOR          (22, "4.20", "__sk_buff"),
    /** Decides on sysctl access of a cgroup. */
    CGROUP_SYSCTL           (23, "5.2",  "bpf_sysctl"),
    /** Runs at a tracepoint whose first argument it may write. */
    RAW_TRACEPOINT_WRITABLE (24, "5.2",  "bpf_raw_tracepoint_args"),
    /** Decides on socket options of a cgroup. */
    CGROUP_SOCKOPT          (25, "5.3",  "bpf_sockopt"),
    /** fentry, fexit, fmod_ret, tp_btf and iterators: typed by BTF. */
    TRACING                 (26, "5.5",  ""),
    /** A function of a kernel structure of functions. */
    STRUCT_OPS              (27, "5.6",  ""),
    /** Replaces a function of another program. */
    EXT                     (28, "5.6",  ""),
    /** A security hook. */
    LSM                     (29, "5.7",  ""),
    /** Chooses the socket for a new connection. */
    SK_LOOKUP               (30, "5.9",  "bpf_sk_lookup"),
    /** Runs when asked to, and may call bpf(2). */
    SYSCALL                 (31, "5.14", ""),
    /** A netfilter hook. */
    NETFILTER               (32, "6.4",  "bpf_nf_ctx");
    // spotless:on

    private final int id;
    private final KernelVersion since;
    private final String context;

    ProgramType(int id, String since, String context) {
        this.id = id;
        this.since = KernelVersion.parse(since);
        this.context = context;
    }

    /** Returns the number that {@code bpf(2)} takes. */
    public int id() {
        return id;
    }

    /** Returns the first kernel that has it. */
    public KernelVersion since() {
        return since;
    }

    /** Returns the name of the struct its context points to; empty where it depends on the hook. */
    public Optional<String> contextName() {
        return context.isEmpty() ? Optional.empty() : Optional.of(context);
    }
}
