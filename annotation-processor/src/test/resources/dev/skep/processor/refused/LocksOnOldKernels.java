import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.1")
final class LocksOnOldKernels {
    @Struct
    static final class Locked {
        BpfSpinLock lock;
        int count;
    }

    static final BpfArray<Locked> map = BpfArray.of(4);

    @Xdp
    static int each(XdpContext context) {
        var first = map.lookup(0);
        if (first == null) return 0;
        return map.forEach((key, value) -> {
            try (var held = value.lock.hold()) {
//                          ^ SKEP3016 the lock of an entry that a callback is shown needs kernel 6.2, the object must load on 6.1
                value.count++;
            }
            try (var held = first.lock.hold()) {
                first.count++;
            }
            return true;
        });
    }

    @Struct
    static final class Request {
        int index;
    }

    @Syscall
    static int asked(Request request) {
        return map.lookup(request.index) == null ? 1 : 0;
//                                               ^ SKEP3016 map `map`, with a `bpf_spin_lock` in its values, in a program of `syscall` needs kernel 6.7, the object must load on 6.1
    }
}
