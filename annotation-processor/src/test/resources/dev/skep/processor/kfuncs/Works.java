import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.18")
final class Works {
    @KernelType("task_struct")
    static final class Task {
        int pid;
        Memory mm;
    }

    @KernelType("mm_struct")
    static final class Memory {
        @Unsigned long arg_start;
    }

    @Struct
    static final class Job {
        int done;
        int by;
        BpfTaskWork work;
        int length;
        @Length(64) byte[] text;
    }

    @Struct
    static final class Request {
        int pid;
    }

    static final BpfArray<Job> jobs = BpfArray.of(2);
    static final BpfHashMap<Integer, Job> byKey = BpfHashMap.of(4);

    static void note(int key, Job job) {
        job.done += 1 + key;
        job.by = (int) Kernel.currentPidTgid();
    }

    @Syscall
    static int resume(Request request) {
        var job = jobs.lookup(1);
        if (job == null) return -1;
        return job.work.scheduleResume(Kernel.currentTaskBtf(Task.class), jobs, Works::note) ? 1 : 0;
    }

    @Syscall
    static int signal(Request request) {
        var job = byKey.lookupOrInsert(41);
        if (job == null) return -1;
        try (var task = Kfuncs.taskFromPid(request.pid, Task.class)) {
            if (task == null) return -2;
            return job.work.scheduleSignal(task.value(), byKey, Works::note) ? 1 : 0;
        }
    }

    @Syscall
    static int twice(Request request) {
        var job = jobs.lookup(1);
        if (job == null) return -1;
        var task = Kernel.currentTaskBtf(Task.class);
        int result = job.work.scheduleResume(task, jobs, Works::note) ? 1 : 0;
        return result + (job.work.scheduleResume(task, jobs, Works::note) ? 10 : 0);
    }

    @Tc
    static int copies(SkBuff skb) {
        var job = jobs.lookup(0);
        if (job == null) return -1;
        var self = Kernel.currentTaskBtf(Task.class);
        return job.work.scheduleResume(self, jobs, (key, entry) -> {
            var mm = Kernel.currentTaskBtf(Task.class).mm;
            if (mm == null) return;
            entry.length = Kfuncs.copyFromUserStr(entry.text, mm.arg_start, 0);
            entry.done++;
        }) ? 1 : 0;
    }
}
