import dev.skep.lang.*;

@KernelType("tcp_sock")
final class TcpSock {
    @Unsigned int sndCwnd;
    @Unsigned int packetsOut;
    @Unsigned byte ecnFlags;
    @BigEndian @Unsigned int pred_flags;
    @Unsigned int sndCwndStamp;
    @Embedded InetConnectionSock inetConn;
}

@KernelType("inet_connection_sock")
final class InetConnectionSock {
    @Length(13) @Unsigned long[] icskCaPriv;
    @Length(8) @Unsigned int[] others;
}

@KernelType("sock")
final class Sock {
    @Unsigned long skPacingRate;
    Sock skListener;
}

@KernelType("ack_sample")
final class AckSample {
    int rttUs;
}

@Struct
final class State {
    @Unsigned int last;
    @Length(4) @Unsigned int[] samples;
}

@Struct
final class Wide {
    @Unsigned long first;
}

@Struct
final class Large {
    @Length(14) @Unsigned long[] words;
}

@Bpf(license = "GPL") @StructOps("tcp_congestion_ops")
final class StructOpsClasses {
    static int notConstant = 3;

    @Member static final String NAME = "this name is too long";
//                              ^ SKEP2031 text of 21 bytes and a NUL, and the member has 16: `char [16]`
    @Member("key") static final int number = -1;
//                                  ^ SKEP2031 -1 does not fit into the member, a `u32`
    @Member static final long FLAGS = 1L << 32;
//                            ^ SKEP2031 4294967296 does not fit into the member, a `u32`
    @Member("name") static final int notText = 1;
//                                   ^ SKEP2031 `name` is given twice
    @Member static final int owner = 0;
//                           ^ SKEP2031 member `owner` of `tcp_congestion_ops`, a `struct module *`, is nothing that a program can give
    @Member static final int release = 0;
//                           ^ SKEP2031 member `release` of `tcp_congestion_ops`, a `void (*)(struct sock *)`, is a function, which a method stands for
    @Member static final int unknown = 0;
//                           ^ SKEP2031 `tcp_congestion_ops` has no member `unknown`
    @Member static int list;
//                     ^ SKEP2031 member `list` of `tcp_congestion_ops`, a `struct list_head`, is nothing that a program can give

    @Member
    static int ssthresh(Sock socket) {
//         ^ SKEP2031 `ssthresh` returns `u32`, not `int`: need `@Unsigned int`
        return 2;
    }

    @Member
    static void congAvoid(Sock socket, @Unsigned int ack) {}
//              ^ SKEP2031 `cong_avoid` of `tcp_congestion_ops`, a `void (*)(struct sock *, u32, u32)`, takes 3 arguments, not 2

    @Member
    static void setState(Sock socket, int state) {}
//                                        ^ SKEP2031 argument 2 of `set_state` is a `u8`, not a `int`: need `@Unsigned byte`

    @Member("set_state")
//  ^ SKEP2031 `set_state` is given twice
    static void again(Sock socket, @Unsigned byte state) {}

    @Member
//  ^ SKEP2031 `tcp_congestion_ops` has no member `cwnd_events`
    static void cwndEvents(Sock socket, int event) {}

    @Member
    static void pktsAcked(Sock socket, Sock sample) {}
//                                          ^ SKEP2031 argument 2 of `pkts_acked` is a `const struct ack_sample *`, not a `Sock`: need a @KernelType("ack_sample") class

    @Member
//  ^ SKEP2031 the kernel takes no program for `get_info`
    static @Unsigned long getInfo(Sock socket, @Unsigned int extension, long attribute, long info) {
        return 0;
    }

    @Member
//  ^ SKEP2031 `flags` is given twice
    static void flags(Sock socket) {}

    @Member(sleepable = true)
//  ^ SKEP3016 a program in a struct of functions that may sleep needs kernel 6.3, the object must load on 5.10
    static void init(Sock socket) {}

    @Member
    static void congControl(Sock socket, @Unsigned int ack, int flag, Sock sample) {}
//              ^ SKEP3016 a `cong_control` with 4 arguments needs kernel 6.10, the object must load on 5.10

    @Member
    static int undoCwnd(Sock socket, long more) {
//             ^ SKEP2031 `undo_cwnd` of `tcp_congestion_ops`, a `u32 (*)(struct sock *)`, takes 1 arguments, not 2
        return 2;
    }
}

@Bpf(license = "GPL", minKernel = "6.3") @StructOps("tcp_congestion_ops")
final class Writes {
    @Member static final String NAME = "skep\0writes";
//                              ^ SKEP2021 there is a NUL in the text
    @Member static int flags = 3;
//                     ^ SKEP2007 `flags` is no constant

    static long last;

    @Member
    static @Unsigned int ssthresh(TcpSock tp) {
        tp.sndCwnd = 2;
        tp.ecnFlags |= 1;
        tp.packetsOut++;
//        ^ SKEP2032 `tp.packetsOut` is `tcp_sock.packets_out`, which programs of a `tcp_congestion_ops` may only read
        tp.sndCwndStamp = 5;
//        ^ SKEP3016 a program that writes to `snd_cwnd_stamp` needs kernel 6.10, the object must load on 6.3
        tp.inetConn.icskCaPriv[0] = 1;
        tp.inetConn.icskCaPriv[(int) last & 7] = 1;
//                            ^ SKEP2032 `tp.inetConn.icskCaPriv[(int) last & 7]` is at no place that the verifier knows
        tp.inetConn.others[0] = 1;
//                        ^ SKEP2032 `tp.inetConn.others[0]` is `inet_connection_sock.others`, which programs of a `tcp_congestion_ops` may only read
        State state = Memory.as(tp.inetConn.icskCaPriv, State.class);
        state.last = 4;
        state.samples[1] = 2;
        state.samples[(int) last & 3] = 2;
//           ^ SKEP2001 `state.samples` lies in memory of the kernel, where the verifier lets nobody go to places that it does not know
        var large = Memory.as(tp.inetConn.icskCaPriv, Large.class);
//                                                         ^ SKEP3012 `Large` has 112 bytes, `@Unsigned long[13]` only 104
        var wide = Memory.as(tp.inetConn.others, Wide.class);
//                                      ^ SKEP2003 `Wide` lies at multiples of 8 bytes, and `tp.inetConn.others` is in the kernel at multiples of 4
        State read = Memory.as(tp.inetConn.others, State.class);
        read.last = 3;
//      ^ SKEP2032 `read` is memory of the kernel that this program may only read
        Ptr<U64> words = Ptr.of(tp.inetConn.icskCaPriv, 0);
        words.plus((int) last & 3).get().value = 4;
//                ^ SKEP2001 `words.plus((int) last & 3)` lies in memory of the kernel, where the verifier lets nobody go to places that it does not know
        return 2;
    }

    @Member
    static void congAvoid(Sock socket, @Unsigned int ack, @Unsigned int acked) {
        socket.skPacingRate = 5;
        socket.skListener.skPacingRate = 5;
//                       ^ SKEP2032 `socket.skListener.skPacingRate` is in nothing that the program was handed by the kernel itself
    }

    @Member
    static @Unsigned int undoCwnd(TcpSock tp) {
        return 2;
    }

    @Member(sleepable = true)
//  ^ SKEP2031 functions of a `tcp_congestion_ops` are called where nobody may sleep
    static void init(TcpSock tp) {}

    @BtfTracepoint("tcp_probe")
    static int probe(TcpSock tp) {
        tp.sndCwnd = 2;
//        ^ SKEP2032 `tp.sndCwnd` is memory of the kernel, and this is no program of a @StructOps class
        Memory.as(tp.inetConn.icskCaPriv, State.class).last = 3;
//               ^ SKEP2032 `Memory.as(tp.inetConn.icskCaPriv, State.class)` is memory of the kernel that this program may only read
        return 0;
    }
}

@Bpf(license = "GPL")
final class NoStruct {
    @Member static final String NAME = "skep";
//                              ^ SKEP2031 `NoStruct` is no struct of functions

    @Member
//  ^ SKEP2031 `NoStruct` is no struct of functions
    static void init(Sock socket) {}

    @StructOps("tcp_congestion_ops")
    static final class Nested {}
//               ^ SKEP2031 struct of functions `Nested` is no @Bpf class
}

@Bpf(license = "MIT") @StructOps("tcp_congestion_ops")
//                    ^ SKEP3022 a struct of functions is for the GPL only, and the license is "MIT"
final class NotFree {
    @Member static final String NAME = "skep";
}

@Bpf(license = "GPL", minKernel = "5.15") @StructOps(value = "tcp_congestion_ops", link = true)
//                                        ^ SKEP3016 a struct of functions that is attached by a link needs kernel 6.4, the object must load on 5.15
final class Linked {
    @Member static final String NAME = "skep";
}

@Bpf(license = "GPL", minKernel = "5.15") @StructOps("tcp_congestion")
//                                        ^ SKEP2037 no struct of functions is named `tcp_congestion`
final class Unknown {
    @Member static final String NAME = "skep";
}

@Bpf(license = "GPL") @StructOps("tcp_congestion_ops")
//                    ^ SKEP4108 `Incomplete` has no `name`
//                    ^ SKEP4108 `Incomplete` has no `undo_cwnd`
//                    ^ SKEP4108 `Incomplete` has no `cong_avoid` and no `cong_control`
final class Incomplete {
    @Member
    static @Unsigned int ssthresh(Sock socket) {
        return 2;
    }
}

@KernelType("bpf_dummy_ops_state")
final class DummyState {
    int val;
}

@Bpf(license = "GPL", minKernel = "5.15") @StructOps("bpf_dummy_ops")
//                                        ^ SKEP3016 a `bpf_dummy_ops` needs kernel 5.16, the object must load on 5.15
final class TooNew {}

@Bpf(license = "GPL", minKernel = "5.16") @StructOps("bpf_dummy_ops")
final class Dummy {
    @Member("test_1")
    static int first(DummyState state) {
//                              ^ SKEP2031 argument 1 of `test_1` may be null: need `@Nullable`
        return state.val;
    }

    @Member("test_2")
    static int second(DummyState state, int a, @Unsigned short b, byte c, long d) {
//                                                                             ^ SKEP2031 argument 5 of `test_2` is a `long unsigned int`, not a `long`: need `@Unsigned long`
        return 0;
    }
}
