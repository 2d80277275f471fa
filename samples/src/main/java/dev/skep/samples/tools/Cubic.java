package dev.skep.samples.tools;

import dev.skep.lang.Atomic;
import dev.skep.lang.Bpf;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Member;
import dev.skep.lang.Memory;
import dev.skep.lang.Struct;
import dev.skep.lang.StructOps;
import dev.skep.lang.TcpCongestion;
import dev.skep.lang.Unsigned;

/**
 * A TCP congestion control whose window is a cubic function of the time since the last loss (RFC 9438), without HyStart: it comes back to where
 * the loss was, stays there for a while, and looks for more after that. Sockets ask for it by its name, {@code skep_cubic}.
 */
@Bpf(license = "GPL", minKernel = "5.13")
@KernelTypes
@StructOps("tcp_congestion_ops")
final class Cubic {
    @Member
    static final String NAME = "skep_cubic";

    /** What is left of the window after a loss, in tenths: beta of the RFC. */
    private static final int BETA = 7;

    /** Milliseconds³ that a segment takes: 10⁹ / C, where C is 0.4 segments in a second³. */
    private static final long PER_SEGMENT = 2_500_000_000L;

    /** About a quarter of an hour; its cube fits into a long. */
    private static final int LONGEST = 1 << 20;

    private static final int TCP_CA_LOSS = 4;

    /** What each socket remembers, in the place that the kernel keeps for its congestion control. */
    @Struct
    static final class Window {
        /** Segments when the last loss came: W_max. */
        @Unsigned
        int most;

        /** Milliseconds at which the growth began; it has not begun where {@code growing} is false. */
        @Unsigned
        int start;

        /** Milliseconds from there until the window is at {@code plateau}: K. */
        @Unsigned
        int way;

        /** Segments around which the curve is flat. */
        @Unsigned
        int plateau;

        /** Segments that Reno would have: W_est, and what of the next one is acknowledged, in 17ths. */
        @Unsigned
        int reno;

        @Unsigned
        int renoPart;

        boolean growing;
    }

    static @Unsigned long losses;
    static @Unsigned long growths;

    private Cubic() {}

    private static Window window(tcp_sock tp) {
        return Memory.as(tp.inet_conn.icsk_ca_priv, Window.class);
    }

    @Member
    static void init(tcp_sock tp) {
        Memory.copy(window(tp), new Window());
    }

    @Member
    static @Unsigned int ssthresh(tcp_sock tp) {
        Atomic.add(losses, 1);
        var window = window(tp);
        var segments = tp.snd_cwnd;
        // who is met by a loss earlier than the last time leaves room for others
        window.most = segments < window.most ? segments * (10 + BETA) / 20 : segments;
        window.growing = false;
        return Math.max(segments * BETA / 10, 2);
    }

    @Member
    static void setState(tcp_sock tp, @Unsigned byte state) {
        if (state == TCP_CA_LOSS) window(tp).growing = false;
    }

    @Member
    static @Unsigned int undoCwnd(tcp_sock tp) {
        return Math.max(tp.snd_cwnd, tp.prior_cwnd);
    }

    @Member
    static void congAvoid(tcp_sock tp, @Unsigned int ack, @Unsigned int acked) {
        if (tp.snd_cwnd >= 2 * tp.max_packets_out) return; // nobody asks for more
        var left = acked;
        if (tp.snd_cwnd < tp.snd_ssthresh) {
            left = TcpCongestion.tcpSlowStart(tp, acked);
            if (left == 0) return;
        }
        Atomic.add(growths, 1);
        TcpCongestion.tcpCongAvoidAi(tp, segmentsForOne(tp, window(tp), left), left);
    }

    /** Returns how many segments are to be acknowledged before the window grows by one. */
    private static @Unsigned int segmentsForOne(tcp_sock tp, Window window, @Unsigned int acked) {
        var segments = tp.snd_cwnd;
        @Unsigned int now = (int) (Kernel.ktimeNs() / 1_000_000);
        if (!window.growing) begin(window, segments, now);

        var roundTrip = (tp.srtt_us >>> 3) / 1000;
        var target = Math.max(curve(window, now - window.start + roundTrip), reno(window, segments, acked));
        if (target <= segments) return 100 * segments;
        return Math.max(segments / (target - segments), 2);
    }

    private static void begin(Window window, @Unsigned int segments, @Unsigned int now) {
        window.growing = true;
        window.start = now;
        window.reno = segments;
        window.renoPart = 0;
        window.plateau = Math.max(window.most, segments);
        window.way = cubeRoot((window.plateau - segments) * PER_SEGMENT);
    }

    /** {@code W_cubic(t) = C * (t - K)³ + W_max}. */
    private static @Unsigned int curve(Window window, @Unsigned int time) {
        var isBehind = time >= window.way;
        long away = Math.min(isBehind ? time - window.way : window.way - time, LONGEST);
        @Unsigned int segments = (int) (away * away * away / PER_SEGMENT);
        if (isBehind) return window.plateau + segments;
        return window.plateau > segments ? window.plateau - segments : 0;
    }

    /** Grows the window that Reno would have: by 9/17 of a segment in each round trip, for it would halve it at a loss. */
    private static @Unsigned int reno(Window window, @Unsigned int segments, @Unsigned int acked) {
        var part = window.renoPart + 9 * acked;
        var whole = part / (17 * segments);
        window.renoPart = part - whole * 17 * segments;
        window.reno += whole;
        return window.reno;
    }

    /** Returns the largest number whose cube is no more than {@code number}, bit by bit. */
    private static @Unsigned int cubeRoot(long number) {
        var root = 0L;
        for (var bit = 1L << 20; bit != 0; bit >>= 1) {
            var more = root | bit;
            if (more * more * more <= number) root = more;
        }
        return (int) root;
    }
}
