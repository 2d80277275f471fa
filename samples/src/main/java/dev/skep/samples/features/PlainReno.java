package dev.skep.samples.features;

import dev.skep.lang.Atomic;
import dev.skep.lang.Bpf;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Member;
import dev.skep.lang.StructOps;
import dev.skep.lang.Unsigned;

/**
 * A TCP congestion control that sockets ask for by its name, {@code skep_reno}: the window grows by one segment in each round trip, and is
 * halved when something is lost (RFC 5681). The class is the kernel's struct, and its members are those of the struct.
 */
@Bpf(license = "GPL")
@KernelTypes
@StructOps("tcp_congestion_ops")
final class PlainReno {
    @Member
    static final String NAME = "skep_reno";

    static @Unsigned long acknowledgements;
    static @Unsigned long losses;

    private PlainReno() {}

    @Member
    static void congAvoid(tcp_sock tp, @Unsigned int ack, @Unsigned int acked) {
        Atomic.add(acknowledgements, 1);
        if (tp.snd_cwnd < tp.snd_ssthresh) { // slow start
            tp.snd_cwnd = Math.min(tp.snd_cwnd + acked, tp.snd_ssthresh);
            return;
        }
        tp.snd_cwnd_cnt += acked;
        if (tp.snd_cwnd_cnt < tp.snd_cwnd) return;
        tp.snd_cwnd_cnt = 0;
        if (tp.snd_cwnd < tp.snd_cwnd_clamp) tp.snd_cwnd++;
    }

    @Member
    static @Unsigned int ssthresh(tcp_sock tp) {
        Atomic.add(losses, 1);
        return Math.max(tp.snd_cwnd / 2, 2);
    }

    @Member
    static @Unsigned int undoCwnd(tcp_sock tp) {
        return Math.max(tp.snd_cwnd, tp.prior_cwnd);
    }
}
