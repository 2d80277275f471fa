import dev.skep.lang.*;

final class TaskWorks {
    @KernelType("task_struct")
    static final class Task {
        int pid;
        Task real_parent;
    }

    @Struct
    static final class Job {
        BpfTaskWork work;
        int done;
    }

    @Struct
    static final class Other {
        int done;
    }

    @Bpf(license = "GPL", minKernel = "6.17")
    static final class Old {
        static final BpfArray<Job> jobs = BpfArray.of(1);
//                                 ^ SKEP3016 a `BpfTaskWork` needs kernel 6.18, the object must load on 6.17
    }

    @Bpf(license = "GPL", minKernel = "6.18")
    static final class Uses {
        static final BpfArray<Job> jobs = BpfArray.of(1);
        static final BpfArray<Other> others = BpfArray.of(1);
        static final BpfPerCpuArray<Job> perCpu = BpfPerCpuArray.of(1);
//                                       ^ SKEP2015 `work`, a `BpfTaskWork`, is in values of a `BpfPerCpuArray`, which may have none

        @Tc
        static int program(SkBuff skb) {
            var job = jobs.lookup(0);
            if (job == null) return 0;
            var self = Kernel.currentTaskBtf(Task.class);
            job.work.scheduleResume(skb, jobs, (key, entry) -> entry.done++);
//                                  ^ SKEP2029 `bpf_task_work_schedule_resume_impl` takes no `SkBuff` here
            job.work.scheduleResume(Kernel.currentTask(Task.class), jobs, (key, entry) -> entry.done++);
//                                                    ^ SKEP3042 `bpf_task_work_schedule_resume_impl` takes pointers only that the verifier trusts, and not `Kernel.currentTask(Task.class)`
            job.work.scheduleSignal(self, others, (key, entry) -> entry.done++);
//                                        ^ SKEP2015 values of `others` have no `BpfTaskWork`
            job.work.scheduleSignal(self, jobs, (key, entry) -> {
                for (Task task : Kernel.tasks(Task.class)) entry.done++;
//                                           ^ SKEP3039 `Kernel.tasks(Task.class)` in a program that may sleep is outside of any RCU section
                try (var rcu = Kernel.rcuReadLock()) {
                    Kfuncs.copyFromUserStr(new byte[8], 0, 0);
//                                        ^ SKEP3023 `bpf_copy_from_user_str` may sleep, which nothing may here
                }
            });
            return 0;
        }
    }

    @Bpf(license = "GPL", minKernel = "6.18")
    static final class Homes {
        static final BpfArray<Job> jobs = BpfArray.of(1);
        static final BpfArray<Job> more = BpfArray.of(1);

        @Tc
        static int program(SkBuff skb) {
            var job = jobs.lookup(0);
            if (job == null) return 0;
            job.work.scheduleResume(Kernel.currentTaskBtf(Task.class), more, (key, entry) -> entry.done++);
//          ^ SKEP2015 the value is one of map `jobs`, not of `more`
            return 0;
        }
    }

    @Struct
    static final class Session {
        BpfTimer timer;
        int length;
    }

    @Bpf(license = "GPL", minKernel = "6.18")
    static final class Timers {
        static final BpfArray<Session> sessions = BpfArray.of(1);

        @Syscall
        static int program(Other other) {
            var session = sessions.lookup(0);
            if (session == null) return 0;
            session.timer.init(sessions, BpfTimer.Clock.MONOTONIC, (key, entry) ->
                    entry.length = Kfuncs.copyFromUserStr(new byte[8], 0, 0));
//                                                       ^ SKEP3023 `bpf_copy_from_user_str` may sleep, which nothing may here
            return Kfuncs.copyFromUserStr(new byte[8], 0, 0);
        }
    }
}
