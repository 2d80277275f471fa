import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.10")
@KernelTypes
@StructOps("tcp_congestion_ops")
final class Mixed {
    @Member static final String NAME = "skep_mixed";

    @Member
    static void init(tcp_sock tp) {
        TcpCongestion.cubictcpInit(tp);
        if (tp.snd_cwnd > 1000) TcpCongestion.bbrInit(tp);
    }

    @Member
    static @Unsigned int ssthresh(sock sk) {
        return TcpCongestion.cubictcpRecalcSsthresh(sk) + TcpCongestion.bbrSsthresh(sk);
    }

    @Member
    static void congAvoid(tcp_sock sk, @Unsigned int ack, @Unsigned int acked) {
        var left = TcpCongestion.tcpSlowStart(sk, acked);
        TcpCongestion.tcpCongAvoidAi(sk, TcpCongestion.tcpRenoSsthresh(sk), left);
        TcpCongestion.tcpRenoCongAvoid(sk, ack, TcpCongestion.tcpRenoUndoCwnd(sk));
        TcpCongestion.cubictcpCongAvoid(sk, ack, acked);
    }

    @Member
    static void congControl(sock sk, @Unsigned int ack, int flag, rate_sample sample) {
        TcpCongestion.bbrMain(sk, ack, flag, sample);
    }

    @Member
    static void setState(sock sk, @Unsigned byte state) {
        TcpCongestion.cubictcpState(sk, state);
        TcpCongestion.bbrSetState(sk, state);
    }

    @Member
    static void cwndEvent(sock sk, int event) {
        TcpCongestion.cubictcpCwndEvent(sk, event);
        TcpCongestion.bbrCwndEvent(sk, event);
    }

    @Member
    static void pktsAcked(sock sk, ack_sample sample) {
        TcpCongestion.cubictcpAcked(sk, sample);
    }

    @Member
    static @Unsigned int undoCwnd(sock sk) {
        return TcpCongestion.bbrUndoCwnd(sk);
    }

    @Member
    static @Unsigned int minTsoSegs(sock sk) {
        return TcpCongestion.bbrMinTsoSegs(sk);
    }

    @Member
    static @Unsigned int sndbufExpand(sock sk) {
        return TcpCongestion.bbrSndbufExpand(sk);
    }
}
