import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.10")
final class KeptFields {
    @Struct
    static final class Bucket {
        int tokens;
        BpfSpinLock lock;
        long filled;
    }

    @Struct
    static final class Session {
        BpfTimer timer;
        int id;
    }

    static final BpfArray<Bucket> buckets = BpfArray.of(1);
    static final BpfHashMap<Integer, Session> sessions = BpfHashMap.of(8);

    @Xdp
    static int locked(XdpContext context) {
        var bucket = buckets.lookup(0);
        if (bucket == null) return 0;
        try (var held = bucket.lock.hold()) {
            if (bucket.tokens == 0) return 1;
            bucket.tokens = less(bucket.tokens);
        }
        return bucket.tokens;
    }

    static int less(int n) {
        return n - 1;
    }

    @Xdp
    static int copied(XdpContext context) {
        var bucket = buckets.lookup(0);
        if (bucket == null) return 0;
        var copy = Memory.copyOf(bucket);
        copy.tokens++;
        Memory.copy(bucket, copy);
        return copy.tokens;
    }

    @Tc
    static int later(SkBuff skb) {
        var session = sessions.lookup(1);
        if (session == null) return 0;
        session.timer.init(sessions, BpfTimer.Clock.MONOTONIC, (key, old) -> old.id = key);
        return session.timer.start(1000) ? 1 : 0;
    }

    @Struct
    static final class Job {
        BpfWorkqueue work;
        int done;
    }

    static final BpfArray<Job> jobs = BpfArray.of(1);

    @Tc
    static int soon(SkBuff skb) {
        var job = jobs.lookup(0);
        if (job == null) return 0;
        job.work.setCallback(jobs, KeptFields::work);
        return job.work.start() ? 1 : 0;
    }

    static void work(int index, Job job) {
        job.done++;
    }
}
