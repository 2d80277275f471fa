import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.12")
final class Kfuncs {
    @Kfunc("bpf_no_such_function")
    static native int unknown();

    @Kfunc("bpf_strlen")
    static native int tooNew(byte[] text);

    @Kfunc("bpf_task_from_pid")
    static native long pointer(int pid);

    @Kfunc("bpf_rcu_read_lock")
    static native void none(int more);

    @Kfunc("bpf_rcu_read_lock")
    static native int something();

    @Kfunc("bpf_task_release")
    static native void struct(U64 task);

    @Kfunc("bpf_rbtree_add_impl")
    static native int callback(int a);

    @Kfunc("scx_bpf_cpu_rq")
    static native U64 queue(int cpu);

    static native int nothing();
//                    ^ SKEP2001 a method without a body cannot run in the kernel

    @Xdp
    static int program(XdpContext context) {
        var cell = U64.of(1);
        int a = unknown();
//                     ^ SKEP2029 `bpf_no_such_function` is no function that programs may call
        long b = pointer(1);
//                      ^ SKEP2029 `bpf_task_from_pid` returns no `long`
        none(1);
//          ^ SKEP2029 `bpf_rcu_read_lock` takes 0 arguments
        int c = something();
//                       ^ SKEP2029 `bpf_rcu_read_lock` returns no `int`
        struct(cell);
//             ^ SKEP2029 `bpf_task_release` takes no `U64` here
        int d = callback(1);
//                      ^ SKEP2029 `bpf_rbtree_add_impl` takes what Java has no types for
        var section = Kernel.rcuReadLock();
//                                      ^ SKEP3014 `Kernel.rcuReadLock()` is not the resource of a `try`
        var queue = queue(0);
//                       ^ SKEP2029 `scx_bpf_cpu_rq` returns no `U64`
        return tooNew(null);
//                   ^ SKEP3016 `bpf_strlen` needs kernel 6.17, the object must load on 6.12
    }
}
