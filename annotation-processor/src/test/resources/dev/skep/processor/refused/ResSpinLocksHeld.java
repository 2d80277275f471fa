import dev.skep.lang.*;

final class ResSpinLocksHeld {
    @Struct
    static final class Locked {
        BpfResSpinLock lock;
        int count;
    }

    @Bpf(license = "GPL", minKernel = "6.15")
    static final class Programs {
        static final BpfResSpinLock lock = BpfResSpinLock.create();
        static final BpfArray<Locked> values = BpfArray.of(1);

        @Kprobe("tcp_connect")
        static int probe(PtRegs registers) {
            try (var held = lock.hold()) {
//                          ^ SKEP3036 `lock`, a `bpf_res_spin_lock`, is not for programs of type `BPF_PROG_TYPE_KPROBE`
                if (held == null) return 1;
                return 0;
            }
        }

        @SocketFilter
        static int filter(SkBuff skb) {
            return values.lookup(0) == null ? 0 : 1;
//                                          ^ SKEP3036 map `values`, with a `bpf_res_spin_lock` in its values, is not for programs of type `BPF_PROG_TYPE_SOCKET_FILTER`
        }
    }

    @Bpf(license = "GPL", minKernel = "6.15")
    static final class Uses {
        static final BpfResSpinLock lock = BpfResSpinLock.create();
        static final BpfSpinLock waiting = BpfSpinLock.create();
        static final BpfArray<Locked> values = BpfArray.of(1);
        static long count, misses;

        @Subprogram
        static int sum(int n) {
            return n + 1;
        }

        @Xdp
        static int calls(XdpContext context) {
            try (var held = lock.hold()) {
                if (held == null) return (int) Kernel.ktimeNs();
                count += Kernel.ktimeNs();
//                                     ^ SKEP3026 `bpf_ktime_get_ns` is called while a lock is held
                count += sum(3);
//                          ^ SKEP3026 `sum` is called while a lock is held
                values.lookup(0);
//              ^ SKEP3026 `bpf_map_lookup_elem` is called while a lock is held
                try (var inner = waiting.hold()) {
//                               ^ SKEP3026 `bpf_spin_lock` is called while a lock is held
                    count++;
                }
            }
            try (var held = lock.hold()) {
                if (held != null) {
                    count++;
                } else {
                    misses = Kernel.ktimeNs();
                }
            }
            try (var held = lock.hold()) {
                if (held == null) misses++;
                count += Kernel.prandomU32();
//                                        ^ SKEP3026 `bpf_get_prandom_u32` is called while a lock is held
            }
            try (var held = lock.hold(); var irq = Kernel.localIrqSave()) {
//                                                                    ^ SKEP3026 `bpf_local_irq_save` is called while a lock is held
                if (held == null) return 2;
            }
            return (int) Kernel.ktimeNs();
        }

        @Xdp
        static int again(XdpContext context) {
            var value = values.lookup(0);
            if (value == null) return 2;
            try (var held = value.lock.hold()) {
                if (held == null) return 2;
                try (var twice = value.lock.hold()) {
//                               ^ SKEP3026 the lock is taken again while a lock is held
                    if (twice == null) return 2;
                }
            }
            return 2;
        }
    }
}
