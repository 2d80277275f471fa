import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.10")
final class MapUses {
    static final BpfArrayOfMaps<BpfArray<U64>> maps =
            BpfArrayOfMaps.<BpfArray<U64>>of(2).inner(BpfArray.<U64>of(1));
    static final BpfPerCpuArray<U64> counts = BpfPerCpuArray.of(4);
    static final BpfSkStorage<U64> storage = BpfSkStorage.create();
    static final BpfPerfEventArray<Event> events = BpfPerfEventArray.perCpu();
    static final BpfStackTrace stacks = BpfStackTrace.of(8);
    static final BpfSockHash<Integer> sockets = BpfSockHash.of(4);

    @Struct
    static final class Event {
        int number;
    }

    @Tc
    static int newer(SkBuff skb) {
        return counts.lookupPercpu(0, 1) == null ? 0 : 1;
//                                ^ SKEP3016 `bpf_map_lookup_percpu_elem` needs kernel 5.19, the object must load on 5.10
    }

    @Xdp
    static int wrongProgram(XdpContext context) {
        return (int) stacks.stackid(context, 0);
//                                 ^ SKEP3023 `bpf_get_stackid` is not for programs of type `BPF_PROG_TYPE_XDP`
    }

    @Tc
    static int unreleased(SkBuff skb) {
        return sockets.lookup(5) == null ? 0 : 1;
//                           ^ SKEP3014 `sockets.lookup(5)` is not the resource of a `try`
    }
}
