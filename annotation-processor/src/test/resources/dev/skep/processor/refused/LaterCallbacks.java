import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.3")
final class LaterCallbacks {
    @Struct
    static final class Session {
        int id;
        BpfTimer timer;
    }

    @Struct
    static final class Both {
        BpfTimer one;
        BpfTimer other;
    }

    @Struct
    static final class Job {
        BpfWorkqueue work;
    }

    @KernelType("bpf_iter_meta")
    static final class Meta {
        long seq_num;
    }

    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @KernelType("vm_area_struct")
    static final class Area {
        long vm_start;
    }

    static final BpfHashMap<Integer, Session> sessions = BpfHashMap.of(4);
    static final BpfHashMap<Integer, U32> others = BpfHashMap.of(4);
    static final BpfPerCpuArray<Session> perCpu = BpfPerCpuArray.of(4);
//                                       ^ SKEP2015 `timer`, a `BpfTimer`, is in values of a `BpfPerCpuArray`, which may have none
    static final BpfTaskStorage<Session> byTask = BpfTaskStorage.create();
//                                       ^ SKEP2015 `timer`, a `BpfTimer`, is in values of a `BpfTaskStorage`, which may have none
    static final BpfArray<Both> both = BpfArray.of(4);
//                              ^ SKEP2015 `other`, a `BpfTimer`, is the second one in a value
    static final BpfArray<Job> jobs = BpfArray.of(4);
//                             ^ SKEP3016 a `BpfWorkqueue` needs kernel 6.10, the object must load on 6.3

    @Tc
    static int captures(SkBuff skb) {
        var session = sessions.lookup(1);
        if (session == null) return 0;
        int mark = skb.mark;
        session.timer.init(sessions, BpfTimer.Clock.MONOTONIC, (key, old) -> {
            old.id = mark;
//                   ^ SKEP2016 `mark` is a variable of a method that is over when this runs
        });
        session.timer.init(sessions, BpfTimer.Clock.MONOTONIC, (key, old) -> old.id = session.id);
//                                                                                    ^ SKEP2016 `session` is a variable of a method that is over when this runs
        return 0;
    }

    @Tc
    static int places(SkBuff skb) {
        var session = sessions.lookup(1);
        if (session == null) return 0;
        var mine = new Session();
        mine.timer.cancel();
//          ^ SKEP2015 `mine.timer` is not known to lie in the value of a map here
        session.timer.init(others, BpfTimer.Clock.MONOTONIC, (key, old) -> old.value++);
//                         ^ SKEP2015 values of `others` have no `BpfTimer`
        session.timer.start(1, BpfTimer.ABSOLUTE);
//                                     ^ SKEP3016 `BPF_F_TIMER_ABS` needs kernel 6.4, the object must load on 6.3
        EntryAction<Integer, Session> kept = (key, old) -> old.id++;
//                                           ^ SKEP2001 a lambda cannot run in the kernel
        session.timer.setCallback(sessions, kept);
//                                          ^ SKEP2026 `kept` is neither a lambda nor a static method of this class
        return 0;
    }

    @Iter("task")
    static int areas(Meta meta, Task task) {
        if (task == null) return 0;
        var walked = Kernel.currentTask(Task.class);
        Kernel.findVma(walked, 1, Area.class, area -> {});
//                     ^ SKEP2003 `walked` is no `task_struct` that the verifier knows
        return Kernel.findVma(task, 1, Task.class, area -> {});
//                                         ^ SKEP2003 `Task` stands for `task_struct`, and this is a `vm_area_struct`
    }
}
