package dev.skep.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * Members of structs of the kernel that programs in an {@link OpsStruct} may write to, where the kernel hands them over as arguments: {@code
 * bpf_tcp_ca_btf_struct_access} in {@code net/ipv4/bpf_tcp_ca.c}.
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
    SK_PACING_STATUS (OpsStruct.TCP_CONGESTION_OPS, "sock",                 "sk_pacing_status", "6.0");
    // spotless:on

    private final OpsStruct ops;
    private final String struct;
    private final String member;
    private final KernelVersion since;

    WritableMember(OpsStruct ops, String struct, String member, String since) {
        this.ops = ops;
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
        return Arrays.stream(values())
                .filter(row -> row.ops == ops && row.struct.equals(struct) && row.member.equals(member))
                .findFirst();
    }

    /** Returns the first kernel whose programs may write to it. */
    public KernelVersion since() {
        return since;
    }
}
