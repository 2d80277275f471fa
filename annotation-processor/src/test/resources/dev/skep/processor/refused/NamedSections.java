import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.2")
final class NamedSections {
    @Struct
    static final class Locked {
        BpfSpinLock lock;
        int count;
    }

    static final BpfArray<Locked> locked = BpfArray.of(4);

    @Xdp
    static int named(XdpContext context) {
        var found = locked.lookup(1);
        if (found == null) return 0;
        try (var held = found.lock.hold()) {
            var again = held;
//              ^ SKEP2002 `dev.skep.lang.BpfSpinLock.Held` is no type that BPF programs know
            if (again == null) return 1;
//              ^ SKEP2002 `dev.skep.lang.BpfSpinLock.Held` is no type that BPF programs know
        }
        return 0;
    }

    @Xdp
    static int captured(XdpContext context) {
        try (var section = Kernel.rcuReadLock()) {
            return locked.forEach((key, value) -> section != null);
//                                                ^ SKEP3040 a `Section` cannot be used in a callback
        }
    }
}
