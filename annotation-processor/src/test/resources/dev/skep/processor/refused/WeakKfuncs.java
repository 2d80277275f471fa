import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.1")
final class WeakKfuncs {
    @Kfunc(value = "bpf_no_such_function", weak = true)
    static native int unknown();

    @Kfunc("bpf_strlen")
    static native int strlen(byte[] text);

    @Xdp
    static int program(XdpContext context) {
        String name = context.rxQueueIndex > 1 ? "bpf_strlen" : "bpf_strcmp";
//                                             ^ SKEP2030 a `String` cannot change or be chosen at run time
        if (Core.exists("bpf_no_such_function")) return 1;
//                      ^ SKEP2029 `bpf_no_such_function` is no function that programs may call
        if (Core.exists("bpf_task_acquire")) return 2;
//                      ^ SKEP3016 the question whether there is a `bpf_task_acquire` needs kernel 6.4, the object must load on 6.1
        if (Core.exists("bpf_strlen")) return strlen(null);
//                                                  ^ SKEP3016 `bpf_strlen` needs kernel 6.17, the object must load on 6.1
        return unknown();
//                    ^ SKEP2029 `bpf_no_such_function` is no function that programs may call
    }
}
