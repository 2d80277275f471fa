package dev.skep.kernel;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Members of structs of the kernel that programs may write to: those in an {@link OpsStruct}, where the kernel hands them over as arguments, by
 * {@code bpf_tcp_ca_btf_struct_access} in {@code net/ipv4/bpf_tcp_ca.c}; and those of some types, by {@code nf_conntrack_btf_struct_access} in
 * {@code net/netfilter/nf_conntrack_bpf.c}.
 */
public enum WritableMember {
    // spotless:off
    SND_CWND         (OpsStruct.TCP_CONGESTION_OPS, "tcp_sock",             "snd_cwnd",         "5.6"),
    SND_CWND_CNT     (OpsStruct.TCP_CONGESTION_OPS, "tcp_sock",             "snd_cwnd_cnt",     "5.6"),
    SND_CWND_STAMP   (OpsStruct.TCP_CONGESTION_OPS, "tcp_sock",             "snd_cwnd_stamp",   "6.10"),
    SND_SSTHRESH     (OpsStruct.TCP_CONGESTION_OPS, "tcp_sock",             "snd_ssthresh",     "5.6"),
    ECN_FLAGS        (OpsStruct.TCP_CONGESTION_OPS, "tcp_sock",             "ecn_flags",        "5.6"),
    APP_LIMITED      (OpsStruct.TCP_CONGESTION_OPS, "tcp_sock",             "app_limited",      "6.4"),
    ICSK_CA_PRIV     (OpsStruct.TCP_CONGESTION_OPS, "inet_connection_sock", "icsk_ca_priv",     "5.6"),
    ICSK_ACK_PENDING (OpsStruct.TCP_CONGESTION_OPS, "inet_connection_sock", "icsk_ack.pending", "5.6"),
    SK_PACING_RATE   (OpsStruct.TCP_CONGESTION_OPS, "sock",                 "sk_pacing_rate",   "6.0"),
    SK_PACING_STATUS (OpsStruct.TCP_CONGESTION_OPS, "sock",                 "sk_pacing_status", "6.0"),
    MARK             (Set.of(ProgramType.XDP, ProgramType.SCHED_CLS), "nf_conn", "mark",    "6.1");
    // spotless:on

    private final @Nullable OpsStruct ops;
    private final Set<ProgramType> types;
    private final String struct;
    private final String member;
    private final KernelVersion since;

    WritableMember(OpsStruct ops, String struct, String member, String since) {
        this(ops, Set.of(ProgramType.STRUCT_OPS), struct, member, since);
    }

    WritableMember(Set<ProgramType> types, String struct, String member, String since) {
        this(null, types, struct, member, since);
    }

    WritableMember(@Nullable OpsStruct ops, Set<ProgramType> types, String struct, String member, String since) {
        this.ops = ops;
        this.types = types;
        this.struct = struct;
        this.member = member;
        this.since = KernelVersion.parse(since);
    }

    /**
     * Returns the row of a member; empty where programs may only read it.
     *
     * @param struct the struct that declares it
     * @param member its name, with dots within structs that have none
     */
    public static Optional<WritableMember> of(OpsStruct ops, String struct, String member) {
        return find(row -> row.ops == ops, struct, member);
    }

    /** Returns the row of a member that programs of a type may write to, wherever they have it from; empty where they may only read it. */
    public static Optional<WritableMember> of(ProgramType type, String struct, String member) {
        return find(row -> row.ops == null && row.types.contains(type), struct, member);
    }

    private static Optional<WritableMember> find(Predicate<WritableMember> isOf, String struct, String member) {
        return Arrays.stream(values())
                .filter(isOf)
                .filter(row -> row.struct.equals(struct) && row.member.equals(member))
                .findFirst();
    }

    /** Returns the first kernel whose programs may write to it. */
    public KernelVersion since() {
        return since;
    }
}
