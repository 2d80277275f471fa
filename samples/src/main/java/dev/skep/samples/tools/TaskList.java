package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.Config;
import dev.skep.lang.Iter;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;

/** A line for each thread of the system, whenever somebody reads the file that {@code bpftool iter pin} makes. */
@Bpf(license = "GPL", minKernel = "5.13")
@KernelTypes
final class TaskList {
    /** Whether threads are listed, beyond the first of each process. */
    @Config
    static boolean threads = false;

    private TaskList() {}

    @Iter("task")
    static int list(bpf_iter_meta meta, task_struct task) {
        if (task == null || (!threads && task.pid != task.tgid)) return 0;
        if (meta.seq_num == 0) Kernel.seqPrintf(meta.seq, "%8s %8s %8s\n", "PID", "PARENT", "UID");
        Kernel.seqPrintf(meta.seq, "%8d %8d %8u\n", task.pid, task.real_parent.tgid, task.cred.uid.val);
        return 0;
    }
}
