import dev.skep.lang.*;

final class ContextAccess {
    @Struct
    static final class Arguments {
        int number;
        @Length(4) int[] numbers;
    }

    @KernelType("sk_buff")
    static final class Buffer {
        int len;
    }

    @Bpf(license = "GPL", minKernel = "6.10")
    static final class Fields {
        @SocketFilter
        static int filter(SkBuff skb) {
            if (skb.packet().remaining() > 10) return 0;
//                        ^ SKEP3048 `SkBuff.data` is not for programs of section `socket`: only `CGROUP_SKB`, `FLOW_DISSECTOR`, `LWT_IN`, `LWT_OUT`, `LWT_SEG6LOCAL`, `LWT_XMIT`, `SCHED_ACT`, `SCHED_CLS`, `SK_SKB` may read it
            return (int) skb.tcClassid;
//                          ^ SKEP3048 `SkBuff.tcClassid` is not for programs of section `socket`: only `SCHED_ACT`, `SCHED_CLS` may read it
        }

        @Tc
        static int classify(SkBuff skb) {
            int i = (int) (skb.mark & 3);
            skb.cb[0] = 1;
            skb.cb[5] = 1;
//                 ^ SKEP3012 index 5 of `skb.cb`, which has 5 elements
            skb.remoteIp6[0] = 1;
//             ^ SKEP3048 `SkBuff.remoteIp6` is not for programs of section `classifier`: only `CGROUP_SKB`, `SK_SKB` may read it
            return (int) skb.cb[i];
//                              ^ SKEP3047 `i` is no constant
        }

        @Xdp
        static int receive(XdpContext context) {
            return (int) context.egressIfindex;
//                              ^ SKEP3048 `XdpContext.egressIfindex` is not for programs of section `xdp`: only `XDP_DEVMAP` may read it
        }

        @CgroupSockAddr(CgroupSockAddr.Call.CONNECT4)
        static int connect(SockAddrContext context) {
            context.userIp4 = 1;
            context.sk.family = 2;
//                    ^ SKEP3021 `context.sk.family` cannot be assigned to: no program may assign to it
            return (int) context.userIp6[1];
//                              ^ SKEP3048 `SockAddrContext.userIp6` is not for programs of section `cgroup/connect4`: only `CGROUP_INET6_BIND`, `CGROUP_INET6_CONNECT`, `CGROUP_INET6_GETPEERNAME`, `CGROUP_INET6_GETSOCKNAME`, `CGROUP_UDP6_RECVMSG`, `CGROUP_UDP6_SENDMSG` may read it
        }

        @CgroupSock(CgroupSock.Moment.POST_BIND4)
        static int bound(CgroupSockContext context) {
            context.mark = 1;
//                 ^ SKEP3048 `CgroupSockContext.mark` is not for programs of section `cgroup/post_bind4`: only `CGROUP_INET_SOCK_CREATE`, `CGROUP_INET_SOCK_RELEASE` may read it
            return (int) context.srcIp4;
        }

        @CgroupSockopt(CgroupSockopt.Call.GETSOCKOPT)
        static int ask(SockoptContext context) {
            context.level = 1;
//                 ^ SKEP3021 `context.level` cannot be assigned to: only `CGROUP_SETSOCKOPT` may assign to it
            context.retval = 0;
            return 1;
        }

        @SockOps
        static int follow(SockOpsContext context) {
            context.reply = 1;
            context.args[0] = 1;
//                 ^ SKEP3021 `context.args` cannot be assigned to: no program may assign to it
            return (int) context.sk.family;
        }
    }

    @Bpf(license = "GPL", minKernel = "6.10")
    static final class Programs {
        @Freplace("other")
        static int replace(BpfSock socket) {
//                                 ^ SKEP2005 program `replace` takes a `dev.skep.lang.BpfSock`, need a context
            return 0;
        }

        @Syscall
        static int run(int number) {
//                         ^ SKEP2005 program `run` takes a `int`, need a @Struct class
            return 0;
        }

        @Syscall
        static int copy(Arguments context) {
            var copy = Memory.copyOf(context);
//                                   ^ SKEP2003 `context` lies in a context
            return context.numbers[copy.number & 3];
//                                             ^ SKEP3047 `copy.number & 3` is no constant
        }

        @Kprobe("tcp_connect")
        static int probe(PtRegs registers) {
            return (int) registers.arg(6);
//                                     ^ SKEP3012 argument 6 of a function, which has at most 6
        }

        @Netfilter
        static int filter(NetfilterContext context) {
            return context.state(Buffer.class).len;
//                                     ^ SKEP2003 `Buffer` stands for `sk_buff`, and this is a `nf_hook_state`
        }
    }

    @Bpf(license = "GPL")
    static final class Kernels {
        @Tc
        static int read(SkBuff skb) {
            return (int) skb.hwtstamp;
//                          ^ SKEP3016 `SkBuff.hwtstamp` needs kernel 5.16, the object must load on 5.10
        }

        @Tcx(Tcx.Direction.INGRESS)
//      ^ SKEP3016 a program of section `tcx/ingress` needs kernel 6.6, the object must load on 5.10
        static int link(SkBuff skb) {
            return 0;
        }

        @Xdp(frags = true)
//      ^ SKEP3016 a program of section `xdp.frags` needs kernel 5.18, the object must load on 5.10
        static int large(XdpContext context) {
            return 0;
        }

        @Uprobe(sleepable = true)
//      ^ SKEP3016 a program of section `uprobe.s` needs kernel 6.0, the object must load on 5.10
        static int sleep(PtRegs registers) {
            return 0;
        }
    }
}
