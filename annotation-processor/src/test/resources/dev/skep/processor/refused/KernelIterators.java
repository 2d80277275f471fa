import dev.skep.lang.*;

final class KernelIterators {
    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @KernelType("cgroup")
    static final class Group {
        @Embedded State self;
    }

    @KernelType("cgroup_subsys_state")
    static final class State {
        int id;
    }

    @KernelType("kmem_cache")
    static final class Cache {
        @Unsigned int size;
    }

    @KernelType("dma_buf")
    static final class Buffer {
        @Unsigned long size;
    }

    @Struct
    static final class Question {
        int number;
    }

    @Bpf(license = "GPL", minKernel = "6.10")
    static final class Old {
        static int count;

        @Syscall
        static int program(Question question) {
            for (int bit : Kernel.bits(5, 1)) count++;
//                                    ^ SKEP3016 `bpf_iter_bits_new` needs kernel 6.11, the object must load on 6.10
            for (Cache cache : Kernel.kmemCaches(Cache.class)) count++;
//                                              ^ SKEP3016 `bpf_iter_kmem_cache_new` needs kernel 6.13, the object must load on 6.10
            for (Buffer buffer : Kernel.dmabufs(Buffer.class)) count++;
//                                             ^ SKEP3016 `bpf_iter_dmabuf_new` needs kernel 6.16, the object must load on 6.10
            return 0;
        }
    }

    @Bpf(license = "GPL", minKernel = "6.16")
    static final class Uses {
        static int count;

        @Xdp
        static int sleeps(XdpContext context) {
            for (Cache cache : Kernel.kmemCaches(Cache.class)) count++;
//                                              ^ SKEP3023 `bpf_iter_kmem_cache_new` may sleep, which nothing may here
            for (Buffer buffer : Kernel.dmabufs(Buffer.class)) count++;
//                                             ^ SKEP3023 `bpf_iter_dmabuf_new` may sleep, which nothing may here
            return 2;
        }

        @BtfTracepoint("cgroup_mkdir")
        static int tasks(Group group) {
            for (Task task : Kernel.cssTasks(group.self, 0, Task.class)) count++;
//                                          ^ SKEP3023 `bpf_iter_css_task_new` is for programs of the LSM, iterators and programs that may sleep
            return 0;
        }

        @Syscall
        static int types(Question question) {
            for (Task task : Kernel.kmemCaches(Task.class)) count++;
//                                                 ^ SKEP2003 `Task` stands for `task_struct`, and this is a `kmem_cache`
            try (var rcu = Kernel.rcuReadLock()) {
                for (Cache cache : Kernel.kmemCaches(Cache.class)) count++;
//                                                  ^ SKEP3023 `bpf_iter_kmem_cache_new` may sleep, which nothing may here
            }
            try (var held = Kfuncs.cgroupFromId(1, Group.class)) {
                if (held == null) return 0;
                try (var rcu = Kernel.rcuReadLock()) {
                    for (State state : Kernel.css(held.value().self, 2))
                        for (Task task : Kernel.cssTasks(state, 0, Task.class)) count++;
//                                                       ^ SKEP3042 `state` may go away while the loop goes through it
                }
            }
            return 0;
        }
    }
}
