package dev.skep.lang;

/**
 * What congestion controls ({@link StructOps} of {@code tcp_congestion_ops}) may call: the arithmetic that they share, and all of Cubic and
 * BBR, where the kernel has them, to be wrapped or mixed. A socket is a {@link KernelType} of {@code sock} or {@code tcp_sock}. For
 * licenses of the GPL.
 */
public final class TcpCongestion {
    private TcpCongestion() {}

    /**
     * Grows the window of a socket by what was acknowledged, up to {@code snd_ssthresh}, and returns what is left: {@code tcp_slow_start}. Kernel
     * 5.13.
     *
     * @param tcp a {@link KernelType} of {@code tcp_sock}
     */
    @Kfunc("tcp_slow_start")
    public static @Unsigned int tcpSlowStart(Object tcp, @Unsigned int acked) {
        throw KernelOnly.here();
    }

    /**
     * Grows the window of a socket by one segment for each {@code segments} that are acknowledged: {@code tcp_cong_avoid_ai}. Kernel 5.13.
     *
     * @param tcp a {@link KernelType} of {@code tcp_sock}
     */
    @Kfunc("tcp_cong_avoid_ai")
    public static void tcpCongAvoidAi(Object tcp, @Unsigned int segments, @Unsigned int acked) {
        throw KernelOnly.here();
    }

    /** Grows the window of a socket as Reno does: {@code tcp_reno_cong_avoid}. Kernel 5.13. */
    @Kfunc("tcp_reno_cong_avoid")
    public static void tcpRenoCongAvoid(Object socket, @Unsigned int ack, @Unsigned int acked) {
        throw KernelOnly.here();
    }

    /** Returns half of the window of a socket, two segments at least: {@code tcp_reno_ssthresh}. Kernel 5.13. */
    @Kfunc("tcp_reno_ssthresh")
    public static @Unsigned int tcpRenoSsthresh(Object socket) {
        throw KernelOnly.here();
    }

    /** Returns the window that a socket had before a loss that was none, or the one that it has: {@code tcp_reno_undo_cwnd}. Kernel 5.13. */
    @Kfunc("tcp_reno_undo_cwnd")
    public static @Unsigned int tcpRenoUndoCwnd(Object socket) {
        throw KernelOnly.here();
    }

    /** Begins Cubic for a socket: {@code cubictcp_init}. Kernel 5.13. */
    @Kfunc("cubictcp_init")
    public static void cubictcpInit(Object socket) {
        throw KernelOnly.here();
    }

    /** Grows the window of a socket as Cubic does: {@code cubictcp_cong_avoid}. Kernel 5.13. */
    @Kfunc("cubictcp_cong_avoid")
    public static void cubictcpCongAvoid(Object socket, @Unsigned int ack, @Unsigned int acked) {
        throw KernelOnly.here();
    }

    /** Returns the threshold of Cubic after a loss: {@code cubictcp_recalc_ssthresh}. Kernel 5.13. */
    @Kfunc("cubictcp_recalc_ssthresh")
    public static @Unsigned int cubictcpRecalcSsthresh(Object socket) {
        throw KernelOnly.here();
    }

    /** Tells Cubic of a state of a socket, {@code enum tcp_ca_state}: {@code cubictcp_state}. Kernel 5.13. */
    @Kfunc("cubictcp_state")
    public static void cubictcpState(Object socket, @Unsigned byte state) {
        throw KernelOnly.here();
    }

    /** Tells Cubic of an event, {@code enum tcp_ca_event}: {@code cubictcp_cwnd_event}. Kernel 5.13. Kernel 7.1 has none. */
    @Kfunc("cubictcp_cwnd_event")
    public static void cubictcpCwndEvent(Object socket, int event) {
        throw KernelOnly.here();
    }

    /** Tells Cubic what was acknowledged: {@code cubictcp_acked}. Kernel 5.13. */
    @Kfunc("cubictcp_acked")
    public static void cubictcpAcked(Object socket, Object sample) {
        throw KernelOnly.here();
    }

    /** Begins BBR for a socket: {@code bbr_init}. Kernel 5.13. */
    @Kfunc("bbr_init")
    public static void bbrInit(Object socket) {
        throw KernelOnly.here();
    }

    /** Lets BBR model a socket anew from what was delivered: {@code bbr_main}. Kernel 5.13. */
    @Kfunc("bbr_main")
    public static void bbrMain(Object socket, @Unsigned int ack, int flag, Object sample) {
        throw KernelOnly.here();
    }

    /** Returns by how much BBR lets the send buffer grow: {@code bbr_sndbuf_expand}. Kernel 5.13. */
    @Kfunc("bbr_sndbuf_expand")
    public static @Unsigned int bbrSndbufExpand(Object socket) {
        throw KernelOnly.here();
    }

    /** Returns the window that BBR had before a loss: {@code bbr_undo_cwnd}. Kernel 5.13. */
    @Kfunc("bbr_undo_cwnd")
    public static @Unsigned int bbrUndoCwnd(Object socket) {
        throw KernelOnly.here();
    }

    /** Returns the threshold of BBR after a loss: {@code bbr_ssthresh}. Kernel 5.13. */
    @Kfunc("bbr_ssthresh")
    public static @Unsigned int bbrSsthresh(Object socket) {
        throw KernelOnly.here();
    }

    /** Returns how many segments BBR sends at once at least: {@code bbr_min_tso_segs}. Kernel 5.13. */
    @Kfunc("bbr_min_tso_segs")
    public static @Unsigned int bbrMinTsoSegs(Object socket) {
        throw KernelOnly.here();
    }

    /** Tells BBR of a state of a socket, {@code enum tcp_ca_state}: {@code bbr_set_state}. Kernel 5.13. */
    @Kfunc("bbr_set_state")
    public static void bbrSetState(Object socket, @Unsigned byte state) {
        throw KernelOnly.here();
    }

    /** Tells BBR of an event, {@code enum tcp_ca_event}: {@code bbr_cwnd_event}. Kernel 5.13. Kernel 7.1 has none. */
    @Kfunc("bbr_cwnd_event")
    public static void bbrCwndEvent(Object socket, int event) {
        throw KernelOnly.here();
    }
}
