import dev.skep.lang.*;
import dev.skep.lang.net.*;

@KernelType("bpf_sock_addr_kern")
final class SockAddrKern {}

@KernelType("bpf_sock_ops_kern")
final class SockOpsKern {}

@KernelType("tcp_sock")
final class TcpSock {}

@KernelType("xfrm_id")
final class XfrmId {
    @BigEndian
    @Unsigned int spi;
}

@KernelType("xfrm_state")
final class XfrmState {
    @Embedded
    XfrmId id;
}

@Bpf(license = "GPL", minKernel = "6.15")
final class Sockets {
    private static final int SOL_SOCKET = 1;
    private static final int SK_BPF_CB_FLAGS = 1009;
    private static final int ACTIVE_ESTABLISHED = 4;
    private static final int TSTAMP_SND_SW = 17;
    private static final int TSTAMP_SENDMSG = 20;

    @Struct
    static final class SunPath {
        @Length(100)
        @Unsigned byte[] bytes;
    }

    static final SunPath elsewhere = new SunPath();
    static int result = 1;
    static int stamps;

    @CgroupSockAddr(CgroupSockAddr.Call.CONNECT_UNIX)
    static CgroupVerdict redirected(SockAddrContext context) {
        result = NetKfuncs.sockAddrSetSunPath(Kfuncs.castToKernCtx(context, SockAddrKern.class), elsewhere.bytes);
        return result == 0 ? CgroupVerdict.ALLOW : CgroupVerdict.DENY;
    }

    /** The time of a packet is told for which it was asked. */
    @SockOps
    static int stamped(SockOpsContext context) {
        if (context.op == ACTIVE_ESTABLISHED) {
            var flags = U32.of(1);
            if (context.setsockopt(SOL_SOCKET, SK_BPF_CB_FLAGS, flags) < 0) stamps = -1000;
        }
        if (context.op == TSTAMP_SENDMSG)
            result = NetKfuncs.sockOpsEnableTxTstamp(Kfuncs.castToKernCtx(context, SockOpsKern.class), 0);
        if (context.op == TSTAMP_SND_SW) stamps++;
        return 1;
    }

    /** A datagram whose text is the rest of a TCP header becomes a segment; that nobody has sent one is not said. */
    @Tc
    static TcAction disguised(SkBuff skb) {
        var packet = skb.packet();
        var ethernet = packet.next(Ethernet.class);
        var ip = packet.next(Ipv4.class);
        var tcp = packet.next(Tcp.class);
        if (ethernet == null || ip == null || tcp == null) return TcAction.OK;
        if (ip.protocol == IpProtocol.TCP && (tcp.flags & TcpFlag.RST) != 0) return TcAction.SHOT;
        if (ip.protocol != IpProtocol.UDP) return TcAction.OK;
        ip.protocol = IpProtocol.TCP;
        ip.check = (short) (ip.check + (IpProtocol.UDP - IpProtocol.TCP));
        return TcAction.OK;
    }

    /** The segment is the end of a handshake that never was. */
    @Tc
    static TcAction assigned(SkBuff skb) {
        var packet = skb.packet();
        var ethernet = packet.next(Ethernet.class);
        var ip = packet.next(Ipv4.class);
        var tcp = packet.next(Tcp.class);
        if (ethernet == null || ip == null || tcp == null || ip.protocol != IpProtocol.TCP) return TcAction.OK;
        if (tcp.window != 777) return TcAction.OK;
        var tuple = new BpfSockTuple4();
        tuple.saddr = ip.saddr;
        tuple.daddr = ip.daddr;
        tuple.sport = tcp.source;
        tuple.dport = tcp.dest;
        try (var socket = skb.skcLookupTcp(tuple, -1, 0)) {
            if (socket == null) return TcAction.OK;
            var listener = Kernel.skcToTcpSock(socket.sock(), TcpSock.class);
            if (listener == null) return TcAction.OK;
            var attrs = new BpfTcpReqAttrs();
            attrs.mss = 1400;
            result = NetKfuncs.skAssignTcpReqsk(skb, listener, attrs);
        }
        return TcAction.OK;
    }

    @Xdp
    static int secured(XdpContext context) {
        var options = new BpfXfrmStateOpts();
        options.netnsId = -1;
        options.daddr[0] = 0x0100007f;
        options.spi = 0x1234;
        options.proto = 50;
        options.family = 2;
        try (var state = NetKfuncs.xdpGetXfrmState(context, options, XfrmState.class)) {
            return state == null ? options.error : (int) state.value().id.spi;
        }
    }
}
