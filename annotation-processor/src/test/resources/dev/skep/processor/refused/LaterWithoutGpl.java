import dev.skep.lang.*;

@Bpf(license = "Apache-2.0", minKernel = "6.10")
final class LaterWithoutGpl {
    @Struct
    static final class Job {
        BpfTimer timer;
        BpfWorkqueue work;
    }

    static final BpfArray<Job> jobs = BpfArray.of(4);

    @Tc
    static int timer(SkBuff skb) {
        var job = jobs.lookup(1);
        if (job == null) return 0;
        return job.timer.cancel() ? 1 : 0;
//                             ^ SKEP3022 `bpf_timer_cancel` is for the GPL only, and the license is "Apache-2.0"
    }

    @Tc
    static int work(SkBuff skb) {
        var job = jobs.lookup(1);
        if (job == null) return 0;
        return job.work.start() ? 1 : 0;
//                           ^ SKEP3022 `bpf_wq_start` is for the GPL only, and the license is not
    }
}
