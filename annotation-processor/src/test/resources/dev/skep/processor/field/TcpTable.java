import dev.skep.lang.*;

/** A line for each TCP socket. */
@Bpf(license = "GPL", minKernel = "5.13")
@KernelTypes
final class TcpTable {
    static final int AF_INET6 = 10;

    private TcpTable() {}

    private static int timer(inet_connection_sock icsk) {
        return switch (icsk.icsk_pending) {
            case 1 -> 1;
            case 5, 6 -> 4;
            case 3 -> 4;
            default -> 0;
        };
    }

    @Iter("tcp")
    static int dump(bpf_iter_meta meta, sock_common skc, @Unsigned int uid) {
        if (skc == null) return 0;
        var seq = meta.seq;
        if (meta.seq_num == 0) Kernel.seqPrintf(seq, "sl  local remote st rtt uid inode\n");
        var tp = Kernel.skcToTcpSock(skc, tcp_sock.class);
        if (tp != null) {
            var inet = tp.inet_conn.icsk_inet;
            int sport = Short.toUnsignedInt(inet.inet_sport);
            boolean v6 = skc.skc_family == AF_INET6;
            Kernel.seqPrintf(seq, "%4llu: %08x:%d %08x:%u %02x ", meta.seq_num, inet.inet_saddr, sport,
                skc.skc_daddr, skc.skc_dport, skc.skc_state);
            Kernel.seqPrintf(seq, "%u %u %ld v%d\n", tp.srtt_us >>> 3, uid, tp.inet_conn.icsk_inet.sk.sk_socket == null ? 0L : 1L, v6 ? 6 : 4);
            return 0;
        }
        var tw = Kernel.skcToTcpTimewaitSock(skc, tcp_timewait_sock.class);
        if (tw != null) {
            Kernel.seqPrintf(seq, "%4llu: tw %u %u\n", meta.seq_num, tw.tw_sk.tw_priority, tw.tw_sk.tw_tos);
            return 0;
        }
        var req = Kernel.skcToTcpRequestSock(skc, tcp_request_sock.class);
        if (req != null) Kernel.seqPrintf(seq, "%4llu: req %d\n", meta.seq_num, req.req.req.num_retrans);
        return 0;
    }
}
