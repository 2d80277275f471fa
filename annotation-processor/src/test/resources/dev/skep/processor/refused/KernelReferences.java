import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.17")
final class KernelReferences {
    @Struct
    static final class State {
        int number;
    }

    @KernelType("task_struct")
    static final class Task {
        int pid;
        Task realParent;
    }

    @KernelType("cgroup")
    static final class Cgroup {
        int level;
    }

    @Kfunc("bpf_task_acquire")
    static native Task unheld(Task task);

    @Kfunc("bpf_task_release")
    static native void release(Task task);

    @Kfunc("bpf_task_from_pid")
    static native BpfReference<Cgroup> other(int pid);

    @Syscall
    static int unreleased(State state) {
        var held = Kfuncs.taskFromPid(1, Task.class);
//                                   ^ SKEP3014 `Kfuncs.taskFromPid(1, Task.class)` is not the resource of a `try`
        return 0;
    }

    @Syscall
    static int twice(State state) {
        try (var held = Kfuncs.taskFromPid(1, Task.class)) {
            if (held == null) return 1;
            held.close();
            held.close();
//          ^ SKEP3015 `held` is null or released here
        }
        return 0;
    }

    @Syscall
    static int kept(State state) {
        Task last = null;
        try (var held = Kfuncs.taskFromPid(1, Task.class)) {
            if (held == null) return 1;
            last = held.value();
//          ^ SKEP3030 `last` would lead to what may be released while it does
        }
        return last.pid;
    }

    @Syscall
    static int walked(State state) {
        var task = Kernel.currentTaskBtf(Task.class);
        try (var held = Kfuncs.taskAcquire(task.realParent)) {
//                                             ^ SKEP3042 `bpf_task_acquire` takes pointers only that the verifier trusts, and not `task.realParent`
            return held == null ? 1 : 0;
        }
    }

    @Fentry("tcp_connect")
    static int untrusted(Task task) {
        try (var held = Kfuncs.taskAcquire(task)) {
//                                         ^ SKEP3042 `bpf_task_acquire` takes pointers only that the verifier trusts, and not `task`
            return held == null ? 1 : 0;
        }
    }

    @Syscall
    static int wrong(State state) {
        var task = Kernel.currentTaskBtf(Task.class);
        try (var held = other(1)) {
//                           ^ SKEP2029 `bpf_task_from_pid` returns a `task_struct`, and `Cgroup` is none
            return 0;
        }
    }

    @Syscall
    static int mistaken(State state) {
        var task = Kernel.currentTaskBtf(Task.class);
        release(task);
//             ^ SKEP2029 `bpf_task_release` takes a reference away from its `try`
        var other = unheld(task);
//                        ^ SKEP2029 `bpf_task_acquire` returns no `Task`
        try (var held = Kfuncs.cgroupAcquire(task)) {
//                                           ^ SKEP2029 `bpf_cgroup_acquire` takes no `Task` here
            return BpfCpumask.testCpu(0, task) ? 1 : 0;
        }
    }

    @Tc
    static int casts(SkBuff skb) {
        var wrong = Kfuncs.castToKernCtx(skb, Task.class);
//                                                ^ SKEP2003 `Task` stands for `task_struct`, and this is a `sk_buff`
        var none = Kfuncs.castToKernCtx(skb.sk, Task.class);
//                                         ^ SKEP2003 `skb.sk` is no context with a struct of the kernel behind
        var unnamed = Kfuncs.rdonlyCast(1L, Integer.class);
//                                                 ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
        return 0;
    }

    @Tc
    static int sleeps(SkBuff skb) {
        try (var held = Kfuncs.lookupUserKey(1, 0, Task.class)) {
//                                          ^ SKEP3023 `bpf_lookup_user_key` may sleep, which nothing may here
            return 0;
        }
    }
}
