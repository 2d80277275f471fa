import dev.skep.lang.*;

final class Throws {
    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @Bpf(license = "GPL", minKernel = "6.6")
    static final class Old {
        @Xdp
        static int program(XdpContext context) {
            Kernel.throw_(2);
//                       ^ SKEP3016 `bpf_throw` needs kernel 6.7, the object must load on 6.6
            return 1;
        }
    }

    @Bpf(license = "GPL", minKernel = "6.7")
    static final class Held {
        static void leave(int number) {
            Kernel.throw_(number);
        }

        @Xdp
        static int program(XdpContext context) {
            try (var task = Kfuncs.taskFromPid(1, Task.class)) {
                if (task != null) Kernel.throw_(1);
//                                             ^ SKEP3014 `Kernel.throw_(1)` ends the program where something is to be given back
            }
            try (var rcu = Kernel.rcuReadLock()) {
                Kernel.throw_(1);
//                           ^ SKEP3014 `Kernel.throw_(1)` ends the program where something is to be given back
            }
            for (int i : Kernel.range(5)) Kernel.throw_(i);
            for (int i = 0; i < 5; i++) Kernel.throw_(i);
            return 1;
        }

        @SocketFilter
        static int filter(SkBuff skb) {
            Kernel.throw_(1);
//                       ^ SKEP3023 `bpf_throw` is not for programs of type `BPF_PROG_TYPE_SOCKET_FILTER`
            return 1;
        }
    }

    @Bpf(license = "GPL", minKernel = "6.7")
    static final class Callbacks {
        @Subprogram
        static void leave(int number) {
            Kernel.throw_(number);
//          ^ SKEP3023 `bpf_throw` is called in a callback, or in what one calls
        }

        @Xdp
        static int program(XdpContext context) {
            Kernel.loop(5, i -> {
                if (i == 3) Kernel.throw_(i);
//                          ^ SKEP3023 `bpf_throw` is called in a callback, or in what one calls
                leave(i);
                return true;
            });
            Kernel.throw_(2);
            return 1;
        }
    }
}
