import dev.skep.lang.*;

@KernelType("tcp_sock")
final class TcpSock {
    @Unsigned int sndCwnd;
    @Embedded InetConnectionSock inetConn;
}

@KernelType("inet_connection_sock")
final class InetConnectionSock {
    @Length(13) @Unsigned long[] icskCaPriv;
}

@Struct
final class Window {
    @Unsigned int last;
    @Unsigned short rounds;
    boolean seen;
}

@Bpf(license = "GPL", minKernel = "6.4")
@StructOps(value = "tcp_congestion_ops", link = true)
final class StructOpsClass {
    @Member static final String NAME = "skep_lowered";
    @Member static final int FLAGS = 2;

    private static Window window(TcpSock tp) {
        return Memory.as(tp.inetConn.icskCaPriv, Window.class);
    }

    @Member
    static void init(TcpSock tp) {
        Memory.copy(window(tp), new Window());
    }

    @Member
    static @Unsigned int ssthresh(TcpSock tp) {
        var window = window(tp);
        window.last = tp.sndCwnd;
        window.rounds++;
        window.seen = true;
        return tp.sndCwnd / 2;
    }

    @Member
    static void congAvoid(TcpSock tp, @Unsigned int ack, @Unsigned int acked) {
        tp.sndCwnd += acked;
        tp.inetConn.icskCaPriv[12] = 7;
    }

    @Member(optional = true)
    static void setState(TcpSock tp, @Unsigned byte state) {
        if (state > 3) tp.sndCwnd = 1;
    }

    @Member("undo_cwnd")
    static @Unsigned int undone(TcpSock tp) {
        return Math.max(tp.sndCwnd, window(tp).last);
    }
}
