import dev.skep.lang.*;

final class ResSpinLocks {
    @Struct
    static final class Locked {
        BpfResSpinLock lock;
        int count;
    }

    @Struct
    static final class Both {
        BpfSpinLock one;
        BpfResSpinLock other;
    }

    @Bpf(license = "GPL", minKernel = "6.14")
    static final class Old {
        static final BpfResSpinLock lock = BpfResSpinLock.create();
//                                  ^ SKEP3016 a `BpfResSpinLock` needs kernel 6.15, the object must load on 6.14
        static final BpfArray<Locked> values = BpfArray.of(1);
//                                    ^ SKEP3016 a `BpfResSpinLock` needs kernel 6.15, the object must load on 6.14
    }

    @Bpf(license = "GPL", minKernel = "6.13")
    static final class Older {
        @Xdp
        static int program(XdpContext context) {
            try (var irq = Kernel.localIrqSave()) {
//                                            ^ SKEP3016 `bpf_local_irq_save` needs kernel 6.14, the object must load on 6.13
                return 2;
            }
        }
    }

    @Bpf(license = "GPL", minKernel = "6.15")
    static final class Fields {
        static BpfResSpinLock changing = BpfResSpinLock.create();
//                            ^ SKEP2006 `changing` is no static final field that is made by `BpfResSpinLock.create()`
        static final BpfArray<Both> both = BpfArray.of(1);
//                                  ^ SKEP2015 `other`, a `BpfResSpinLock`, is the second lock in a value
        static final BpfLruHashMap<Integer, Locked> lru = BpfLruHashMap.of(4);
//                                                  ^ SKEP2015 `lock`, a `BpfResSpinLock`, is in values of a `BpfLruHashMap`, which may have none
    }

    @Bpf(license = "GPL", minKernel = "6.15")
    static final class Uses {
        static final BpfResSpinLock lock = BpfResSpinLock.create();
        static final BpfResSpinLock other = BpfResSpinLock.create();
        static long count;

        @Xdp
        static int unasked(XdpContext context) {
            try (var held = lock.hold()) {
//                   ^ SKEP3052 `held` may be null, and the `try` does not begin with the question
                count++;
            }
            try (var held = lock.hold()) {
//                   ^ SKEP3052 `held` may be null, and the `try` does not begin with the question
                if (count > 1) return 2;
            }
            try (var held = lock.hold(); var second = other.hold()) {
//                                           ^ SKEP3052 `second` may be null, and the `try` does not begin with the question
                if (held == null) return 2;
            }
            try (var held = lock.hold()) {
//                   ^ SKEP3052 `held` may be null, and the `try` does not begin with the question
                boolean none = held == null;
                if (none) return 2;
            }
            try (var held = lock.hold()) {}
//                   ^ SKEP3052 `held` may be null, and the `try` does not begin with the question
            lock.hold();
//                   ^ SKEP3014 `lock.hold()` is not the resource of a `try`
            return 2;
        }

        @Xdp
        static int names(XdpContext context) {
            try (var held = lock.hold()) {
                if (held == null) return 2;
                var copy = held;
                held.close();
//                        ^ SKEP2003 `Held.close` cannot be called from the kernel
            }
            return 2;
        }

        @Syscall
        static int sleeps(Locked locked) {
            try (var irq = Kernel.localIrqSave()) {
                Kfuncs.copyFromUserStr(new byte[8], 0, 0);
//                                    ^ SKEP3023 `bpf_copy_from_user_str` may sleep, which nothing may here
            }
            try (var preempt = Kernel.preemptDisable()) {
                Kfuncs.copyFromUserStr(new byte[8], 0, 0);
//                                    ^ SKEP3023 `bpf_copy_from_user_str` may sleep, which nothing may here
            }
            Kfuncs.copyFromUserStr(new byte[8], 0, 0);
            return 0;
        }
    }
}
