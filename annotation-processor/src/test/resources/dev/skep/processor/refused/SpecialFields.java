import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.10")
final class SpecialFields {
    @Struct
    static final class Locked {
        BpfSpinLock lock;
        int count;
    }

    @Struct
    static final class Twice {
        BpfSpinLock one;
        BpfSpinLock other;
    }

    @Struct
    static final class Within {
        Locked locked;
    }

    @Struct
    static final class Many {
        @Length(2) BpfSpinLock[] locks;
//                               ^ SKEP2015 `locks` is an array, and the kernel keeps one in a value
    }

    @Packed
    @Struct
    static final class Tight {
        byte first;
        BpfSpinLock lock;
//                  ^ SKEP2015 `lock` is a `BpfSpinLock` in a @Packed struct, and lies at multiples of 4 bytes
    }

    @Union
    static final class Either {
        BpfSpinLock lock;
//                  ^ SKEP2015 `lock` is a `BpfSpinLock` in a union, where others overwrite it
        int number;
    }

    record Value(BpfSpinLock lock) {}
//  ^ SKEP2008 component `lock` is a `BpfSpinLock`, which is no value

    static final BpfHashMap<Integer, Locked> locked = BpfHashMap.of(4);
    static final BpfLruHashMap<Integer, Locked> lru = BpfLruHashMap.of(4);
//                                              ^ SKEP2015 `lock`, a `BpfSpinLock`, is in values of a `BpfLruHashMap`, which may have none
    static final BpfPerCpuArray<Locked> perCpu = BpfPerCpuArray.of(4);
//                                      ^ SKEP2015 `lock`, a `BpfSpinLock`, is in values of a `BpfPerCpuArray`, which may have none
    static final BpfRingBuffer<Locked> records = BpfRingBuffer.ofBytes(4096);
//                                     ^ SKEP2015 `lock`, a `BpfSpinLock`, is in values of a `BpfRingBuffer`, which may have none
    static final BpfRingBuffer<Other> others = BpfRingBuffer.ofBytes(4096);
    static final BpfQueue<Locked> queue = BpfQueue.of(4);
//                                ^ SKEP2015 `lock`, a `BpfSpinLock`, is in values of a `BpfQueue`, which may have none
    static final BpfHashMap<Locked, U32> keys = BpfHashMap.of(4);
//                                       ^ SKEP2015 a key has what the kernel keeps in values of maps
    static final BpfArray<Twice> twice = BpfArray.of(1);
//                               ^ SKEP2015 `other`, a `BpfSpinLock`, is the second lock in a value
    static final BpfArray<Within> within = BpfArray.of(1);
//                                ^ SKEP3016 `locked.lock`, a `BpfSpinLock` in a struct of the value, needs kernel 6.11, the object must load on 6.10
    static final BpfArray<Many> many = BpfArray.of(1);
    static final BpfArray<Tight> tight = BpfArray.of(1);
    static final BpfArray<Either> either = BpfArray.of(1);
    static final BpfArray<Value> value = BpfArray.of(1);
    static final BpfArray<BpfSpinLock> alone = BpfArray.of(1);
//                                     ^ SKEP2015 a `BpfSpinLock` is no value by itself
    static final BpfArray<Locked> readOnly = BpfArray.<Locked>of(1).flags(128);
//                                ^ SKEP2015 `lock`, a `BpfSpinLock`, is in values that programs may not both read and write
    static final Locked global = new Locked();
//                      ^ SKEP2015 `global` has what the kernel keeps in values of maps

    @Struct
    static final class Other {
        @Length(8) byte[] bytes;
    }

    @Xdp
    static int uses(XdpContext context) {
        var found = locked.lookup(1);
        if (found == null) return 0;
        var mine = new Locked();
        try (var held = mine.lock.hold()) {
//                          ^ SKEP2015 `mine.lock` is not known to lie in the value of a map here
            mine.count++;
        }
        var section = found.lock.hold();
//                                   ^ SKEP3014 `found.lock.hold()` is not the resource of a `try`
        locked.update(2, found);
//                       ^ SKEP3025 `found` is a `Locked` in a map, with what the kernel keeps there
        others.output(Memory.as(found, Other.class), 8);
//                              ^ SKEP3025 a `Locked` has what the kernel keeps in values of maps, and is no other bytes
        Kernel.probeReadKernel(found, 0L);
//                             ^ SKEP3025 `found` is a `Locked` in a map, with what the kernel keeps there
        return found.lock == mine.lock ? 1 : 0;
    }

    @Xdp
    static int names(XdpContext context) {
        var found = locked.lookup(1);
        if (found == null) return 0;
        try (var held = found.lock.hold()) {
            var again = held;
//              ^ SKEP2002 `dev.skep.lang.BpfSpinLock.Held` is no type that BPF programs know
        }
        try (var held = found.lock.hold()) {
            held.close();
//                    ^ SKEP2003 `Held.close` cannot be called from the kernel
        }
        return 0;
    }

    @Subprogram
    static void alone(Locked locked) {
        try (var held = locked.lock.hold()) {
//                            ^ SKEP2015 `locked.lock` is not known to lie in the value of a map here
            locked.count++;
        }
    }

    @Xdp
    static int calls(XdpContext context) {
        var found = locked.lookup(1);
        if (found != null) alone(found);
        return 0;
    }
}
