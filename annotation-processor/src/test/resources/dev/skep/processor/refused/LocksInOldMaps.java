import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.1")
final class LocksInOldMaps {
    @Struct
    static final class Locked {
        BpfSpinLock lock;
        int count;
    }

    static final BpfArrayOfMaps<BpfArray<Locked>> maps =
//                                                ^ SKEP3016 a map in a map, with a lock in its values, needs kernel 6.2, the object must load on 6.1
            BpfArrayOfMaps.<BpfArray<Locked>>of(2).inner(BpfArray.<Locked>of(1));
}
