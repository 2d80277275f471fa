package dev.skep.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpsStructTest {
    @Test
    void aCongestionControlNeedsOneOfTwoWaysToGrow() {
        assertThat(OpsStruct.of("tcp_congestion_ops")).hasValueSatisfying(struct -> assertThat(struct.required())
                .containsExactly(
                        List.of("name"),
                        List.of("ssthresh"),
                        List.of("undo_cwnd"),
                        List.of("cong_avoid", "cong_control")));
        assertThat(OpsStruct.BPF_DUMMY_OPS.required()).isEmpty();
        assertThat(OpsStruct.of("tcp_congestion")).isEmpty();
    }

    @Test
    void aSocketOfACongestionControlIsOneOfTcp() {
        assertThat(OpsStruct.TCP_CONGESTION_OPS.isSeenAs("sock", "tcp_sock")).isTrue();
        assertThat(OpsStruct.TCP_CONGESTION_OPS.isSeenAs("sock", "udp_sock")).isFalse();
        assertThat(OpsStruct.TCP_CONGESTION_OPS.isSeenAs("ack_sample", "tcp_sock"))
                .isFalse();
        assertThat(OpsStruct.SCHED_EXT_OPS.isSeenAs("sock", "tcp_sock")).isFalse();
    }

    @Test
    void congControlGotLonger() {
        assertThat(OpsStruct.TCP_CONGESTION_OPS.since("cong_control", 2)).hasToString("5.6");
        assertThat(OpsStruct.TCP_CONGESTION_OPS.since("cong_control", 4)).hasToString("6.10");
        assertThat(OpsStruct.TCP_CONGESTION_OPS.since("cong_avoid", 3)).hasToString("5.6");
    }

    @Test
    void membersAreWrittenToByTheirStructs() {
        assertThat(WritableMember.of(OpsStruct.TCP_CONGESTION_OPS, "tcp_sock", "snd_cwnd"))
                .contains(WritableMember.SND_CWND);
        assertThat(WritableMember.of(OpsStruct.TCP_CONGESTION_OPS, "sock", "snd_cwnd"))
                .isEmpty();
        assertThat(WritableMember.of(OpsStruct.QDISC_OPS, "tcp_sock", "snd_cwnd"))
                .isEmpty();
        assertThat(WritableMember.of(ProgramType.XDP, "nf_conn", "mark")).contains(WritableMember.MARK);
        assertThat(WritableMember.of(ProgramType.XDP, "nf_conn", "status")).isEmpty();
        assertThat(WritableMember.of(ProgramType.STRUCT_OPS, "tcp_sock", "snd_cwnd"))
                .isEmpty();
    }
}
