import dev.skep.lang.*;

final class WrongHelpers {
    @KernelType("task_struct")
    static final class Task {
        int pid;
        Task parent;
    }

    @Bpf(license = "MIT")
    static final class License {
        @RawTracepoint("sched_switch")
        static int program(RawTracepointContext context) {
            var time = Kernel.ktimeNs();
            var task = Kernel.currentTask(Task.class);
//                                       ^ SKEP3022 `bpf_get_current_task` is for the GPL only, and the license is "MIT"
            return context.arg(1, Task.class).pid;
//                                           ^ SKEP3022 `bpf_probe_read_kernel` is for the GPL only, and the license is "MIT"
        }
    }

    @Bpf(license = "GPL")
    static final class Functions {
        @Subprogram
        static int store(SkBuff skb) {
            var word = U32.of(1);
            skb.storeBytes(0, word, 0);
//          ^ SKEP3023 `bpf_skb_store_bytes` is not for programs of type `BPF_PROG_TYPE_CGROUP_SKB`, and `egress` is one that comes here
            return 0;
        }

        @Tc
        static int classify(SkBuff skb) {
            return store(skb);
        }

        @CgroupSkb(CgroupSkb.Direction.EGRESS)
        static int egress(SkBuff skb) {
            return store(skb) + 1;
        }
    }

    @Bpf(license = "Dual MIT/GPL")
    static final class Program {
        @CgroupSkb(CgroupSkb.Direction.EGRESS)
        static int egress(SkBuff skb) {
            var word = U32.of(1);
            skb.storeBytes(0, word, 0);
//                        ^ SKEP3023 `bpf_skb_store_bytes` is not for programs of type `BPF_PROG_TYPE_CGROUP_SKB`
            return Kernel.currentTask(Task.class).pid;
        }

        @Tc
        static int classify(SkBuff skb) {
            var word = U32.of(1);
            skb.storeBytes(0, word, 0);
            return 0;
        }
    }
}
