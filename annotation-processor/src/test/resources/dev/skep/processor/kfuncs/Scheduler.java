import dev.skep.lang.*;
import org.jspecify.annotations.Nullable;

@Bpf(license = "GPL", minKernel = "6.18")
@KernelTypes
@StructOps(value = "sched_ext_ops", link = true)
final class Scheduler {
    @Member static final String NAME = "skep_scheduler";

    private static final @Unsigned long SHARED = 7;

    static @Unsigned long placed;

    @Member(sleepable = true)
    static int init() {
        return Scx.createDsq(SHARED, -1);
    }

    @Member
    static int selectCpu(task_struct p, int previous, @Unsigned long flags) {
        var idle = U8.of((byte) 0);
        int cpu = Scx.selectCpuDfl(p, previous, flags, idle);
        try (var online = Scx.getOnlineCpumask(cpumask.class)) {
            int other = Scx.selectCpuAnd(p, previous, flags, online.value(), 0);
            if (other >= 0) return other;
        }
        if (idle.value != 0) Scx.dsqInsert(p, Scx.DSQ_LOCAL, Scx.SLICE_DFL, 0);
        return cpu;
    }

    @Member
    static void enqueue(task_struct p, @Unsigned long flags) {
        placed++;
        if (placed % 2 == 0) Scx.dsqInsertVtime(p, SHARED, Scx.SLICE_DFL, placed, flags);
        else Scx.dsqInsert(p, Scx.DSQ_GLOBAL, Scx.SLICE_DFL, flags);
    }

    @Member
    static void dispatch(int cpu, @Nullable task_struct previous) {
        if (Scx.dispatchNrSlots() == 0) Scx.dispatchCancel();
        Scx.dsqMoveToLocal(SHARED);
    }

    @Member
    static void running(task_struct p) {
        if (Scx.taskCpu(p) < 0 || !Scx.taskRunning(p)) return;
        try (var group = Scx.taskCgroup(p, cgroup.class)) {
            if (group.value().level < 0) placed = 0;
        }
    }

    @Member
    static void tick(task_struct p) {
        int cpu = Scx.taskCpu(p);
        placed += Scx.dsqNrQueued(SHARED) < 0 ? 1 : 0;
        placed += Scx.cpuperfCap(cpu) + Scx.cpuperfCur(cpu) + Scx.nrCpuIds() + Scx.nrNodeIds() + Scx.cpuNode(cpu) + Scx.now();
        Scx.cpuperfSet(cpu, 1024);
        if (Scx.testAndClearCpuIdle(cpu)) Scx.kickCpu(cpu, Scx.KICK_IDLE);
        placed += Scx.cpuRq(cpu, rq.class).nr_running;
        var current = Scx.cpuCurr(cpu, task_struct.class);
        if (current != null) placed += current.pid;
        try (var online = Scx.getOnlineCpumask(cpumask.class); var possible = Scx.getPossibleCpumask(cpumask.class)) {
            placed += BpfCpumask.weight(online.value()) + BpfCpumask.weight(possible.value());
        }
        try (var idle = Scx.getIdleCpumask(cpumask.class); var cores = Scx.getIdleSmtmask(cpumask.class)) {
            placed += Scx.pickIdleCpu(idle.value(), 0) + Scx.pickAnyCpu(cores.value(), 0);
        }
    }

    @Member
    static void cpuRelease(int cpu, scx_cpu_release_args args) {
        placed += Scx.reenqueueLocal();
    }

    @Member(sleepable = true)
    static void exit(scx_exit_info info) {
        Scx.destroyDsq(SHARED);
    }
}
