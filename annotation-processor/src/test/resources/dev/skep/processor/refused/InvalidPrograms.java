import dev.skep.lang.*;

@Bpf(license = "GPL")
final class InvalidPrograms {
    @Xdp
    static int alone() {
//             ^ SKEP2005 program `alone` has 0 parameters, need 1
        return 0;
    }

    @Xdp
    static int wrongContext(SkBuff skb) {
//                                 ^ SKEP2005 program `wrongContext` takes a `dev.skep.lang.SkBuff`, need `dev.skep.lang.XdpContext`
        return 0;
    }

    @Section("xdp")
    static int noContext(int number) {
//                           ^ SKEP2005 program `noContext` takes a `int`, need a context
        return 0;
    }

    @Xdp
    static TcAction wrongVerdict(XdpContext context) {
//         ^ SKEP2005 program `wrongVerdict` returns `TcAction`, need `dev.skep.lang.XdpAction` or `int`
        return TcAction.OK;
    }

    @Tracepoint("sched/sched_process_exec")
    static void silent(TracepointContext context) {}
//         ^ SKEP2005 program `silent` returns `void`, need `int`

    @Xdp
    @Section("xdp.frags")
    static int twice(XdpContext context) {
//             ^ SKEP2005 `twice` is two programs at once
        return 0;
    }
}
