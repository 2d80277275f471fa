import dev.skep.lang.*;

final class GlobalLocks {
    @Bpf(license = "GPL", minKernel = "5.10")
    static final class Old {
        static final BpfSpinLock lock = BpfSpinLock.create();
//                               ^ SKEP3016 a `BpfSpinLock` that is no field of a value needs kernel 5.15, the object must load on 5.10

        @Xdp
        static int program(XdpContext context) {
            try (var held = lock.hold()) {
                return 2;
            }
        }
    }

    @Bpf(license = "GPL", minKernel = "5.15")
    static final class Fields {
        static BpfSpinLock changing = BpfSpinLock.create();
//                         ^ SKEP2006 `changing` is no static final field that is made by `BpfSpinLock.create()`

        @Section(".data.mine")
        static final BpfSpinLock placed = BpfSpinLock.create();
//                               ^ SKEP2023 `placed` is a lock

        static final BpfTimer timer = null;
//                            ^ SKEP2015 `timer` has what the kernel keeps in values of maps
    }

    @Bpf(license = "GPL", minKernel = "5.15")
    static final class Programs {
        static final BpfSpinLock lock = BpfSpinLock.create();

        @Kprobe("tcp_connect")
        static int program(PtRegs registers) {
            try (var held = lock.hold()) {
//                          ^ SKEP3036 `lock`, a `bpf_spin_lock`, is not for programs of type `BPF_PROG_TYPE_KPROBE`
                return 0;
            }
        }

        @SocketFilter
        static int filter(SkBuff skb) {
            try (var held = lock.hold()) {
//                          ^ SKEP3036 `lock`, a `bpf_spin_lock`, is not for programs of type `BPF_PROG_TYPE_SOCKET_FILTER`
                return 0;
            }
        }
    }

    @Bpf(license = "GPL", minKernel = "5.15")
    static final class Uses {
        static final BpfSpinLock lock = BpfSpinLock.create();
        static final BpfArray<U64> values = BpfArray.of(1);

        @Xdp
        static int program(XdpContext context) {
            try (var held = lock.hold()) {
                values.lookup(0);
//              ^ SKEP3026 `bpf_map_lookup_elem` is called while a lock is held
            }
            return 2;
        }

        @Tc
        static int twice(SkBuff skb) {
            try (var held = lock.hold(); var again = lock.hold()) {
//                                                   ^ SKEP3026 a second lock is taken while a lock is held
                return 0;
            }
        }
    }
}
