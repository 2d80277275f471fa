import dev.skep.lang.*;

final class TracedArguments {
    @interface Nullable {}

    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @KernelType("bpf_iter_meta")
    static final class Meta {
        @Unsigned long seqNum;
    }

    @Bpf(license = "GPL", minKernel = "5.15")
    static final class Uses {
        @BtfTracepoint("sched_switch")
        static int cell(boolean preempt, U64 previous) {
//                                           ^ SKEP2005 program `cell` takes a `U64`, need an integer or a @KernelType class, as the verifier knows the argument
            return 0;
        }

        @Fentry("many")
        static int many(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m) {
//                                                                                                              ^ SKEP2005 program `many` takes 13 arguments, at most 12 are handed over
            return 0;
        }

        @Fexit("late")
        static int late(int a, TracingContext context) {
//                                            ^ SKEP2005 program `late` takes a `TracingContext`, need an integer or a @KernelType class, as the verifier knows the argument
            return 0;
        }

        @Fentry("result")
        static long result(int a) {
//             ^ SKEP2005 program `result` returns `long`, need `int`
            return a;
        }

        @LsmCgroup("socket_bind")
//      ^ SKEP3016 a program of section `lsm_cgroup` needs kernel 6.0, the object must load on 5.15
        static int later(Task task) {
            return 1;
        }
    }

    @Bpf(license = "GPL")
    static final class Nulls {
        @BtfTracepoint("sched_wakeup")
        static int nullable(@Nullable Task task) {
            return task.pid;
//                 ^ SKEP3002 `task` may be null here: it was read in line 52
        }

        @Iter("task")
        static int iterator(Meta meta, Task task) {
            return task.pid + (int) meta.seqNum;
//                 ^ SKEP3002 `task` may be null here: it was read in line 58
        }
    }
}
