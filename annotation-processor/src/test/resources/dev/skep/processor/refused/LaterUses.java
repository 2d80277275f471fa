import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.15")
final class LaterUses {
    @Struct
    static final class Session {
        int id;
        BpfTimer timer;
    }

    static final BpfHashMap<Integer, Session> sessions = BpfHashMap.of(4);
    static final BpfHashMap<Integer, Session> others = BpfHashMap.of(4);

    @Tc
    static int maybe(SkBuff skb) {
        sessions.lookup(1).timer.cancel();
//                     ^ SKEP3002 `sessions.lookup(1)` may be null here: `bpf_map_lookup_elem` returned it in line 16
        return 0;
    }

    @Tc
    static int elsewhere(SkBuff skb) {
        var session = sessions.lookupOrInsert(1);
        if (session == null) return 0;
        session.timer.init(others, BpfTimer.Clock.MONOTONIC, (key, old) -> old.id++);
//      ^ SKEP2015 the value is one of map `sessions`, not of `others`
        var either = skb.mark == 0 ? sessions.lookup(2) : others.lookup(2);
        if (either == null) return 0;
        either.timer.init(others, BpfTimer.Clock.MONOTONIC, (key, old) -> old.timer.cancel());
//      ^ SKEP2015 the value is one of map `others` or `sessions`, not of `others`
        session.timer.init(sessions, BpfTimer.Clock.MONOTONIC, (key, old) -> old.timer.start(5));
        return 0;
    }

    @Tracepoint("syscalls/sys_enter_openat")
    static int traced(TracepointContext context) {
        return sessions.delete(1) ? 1 : 0;
//                                ^ SKEP3036 map `sessions`, with a `bpf_timer` in its values, is not for programs of type `BPF_PROG_TYPE_TRACEPOINT`
    }

    @RawTracepoint("sys_enter")
    static int raw(RawTracepointContext context) {
        return deeper();
    }

    @Subprogram
    static int deeper() {
        return sessions.delete(1) ? 1 : 0;
//                                ^ SKEP3036 map `sessions`, with a `bpf_timer` in its values, is not for programs of type `BPF_PROG_TYPE_RAW_TRACEPOINT`, and `raw` is one that comes here
    }
}
