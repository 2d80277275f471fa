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

    @Bpf(license = "GPL", minKernel = "6.4")
    static final class KernelFunctions {
        @Tc
        static int classify(SkBuff skb) {
            try (var mask = BpfCpumask.create()) {
//                                           ^ SKEP3023 `bpf_cpumask_create` is not for programs of type `BPF_PROG_TYPE_SCHED_CLS`
                return mask == null ? 0 : 1;
            }
        }

        @Tracepoint("sched/sched_switch")
        static int traced(TracepointContext context) {
            try (var task = dev.skep.lang.Kfuncs.taskFromPid(1, Task.class)) {
//                                                          ^ SKEP3016 `bpf_task_from_pid` in programs of type `BPF_PROG_TYPE_TRACEPOINT` needs kernel 6.12, the object must load on 6.4
                return task == null ? 0 : 1;
            }
        }

        @SkLookup
        static int guarded(SkLookupContext context) {
            if (Core.exists("bpf_cpumask_weight")) return 1;
            return 0;
        }
    }

    @Bpf(license = "GPL", minKernel = "6.18")
    @StructOps("bpf_dummy_ops")
    static final class Ops {
        @interface Nullable {}

        @KernelType("bpf_dummy_ops_state")
        static final class DummyState {
            int val;
        }

        @Kfunc(value = "css_rstat_updated", weak = true)
        static native void updated(int css, int cpu);

        @Kfunc("bpf_session_cookie")
        static native void notKnown(int a);

        @Member("test_1")
        static int first(@Nullable DummyState state) {
            updated(1, 2);
//                 ^ SKEP3023 `css_rstat_updated` is not for programs of type `BPF_PROG_TYPE_STRUCT_OPS`
            return 0;
        }

        @Member("test_2")
        static int second(DummyState state, int a, @Unsigned short b, byte c, @Unsigned long d) {
            notKnown(1);
//                   ^ SKEP2029 `bpf_session_cookie` takes no `int` here
            return 0;
        }
    }
}
