import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.16")
final class MapSettings {
    static final BpfBloomFilter<U64> filter = BpfBloomFilter.<U64>of(10).hashes(16);
//                                                                              ^ SKEP4103 the number of hash functions is 16, allowed are 1 to 15
    static final BpfStackTrace stacks = BpfStackTrace.of(8).depth(0);
//                                                                ^ SKEP4103 the depth of stacks is 0, allowed are 1 to 127
    static final BpfLruHashMap<Integer, U64> prealloc = BpfLruHashMap.<Integer, U64>of(8).flags(1);
//                                                                                              ^ SKEP4009 map `prealloc` has the flag NO_PREALLOC, which maps of type LRU_HASH do not have
    static final BpfHashMap<Integer, U64> far = BpfHashMap.<Integer, U64>of(8).numaNode(5000);
//                                                                                      ^ SKEP4103 the NUMA node is 5000, allowed are 0 to 1023
    static final BpfArrayOfMaps<BpfArray<U64>> vague = BpfArrayOfMaps.of(2);
//                                             ^ SKEP4010 map `vague` does not say what its maps are like
    static final BpfArray<U32> other = BpfArray.of(1);
    static final BpfArrayOfMaps<BpfArray<U64>> wrong =
            BpfArrayOfMaps.<BpfArray<U64>>of(2).inner(BpfArray.<U64>of(1)).values("other");
//                                                                                ^ SKEP4102 there is no `BpfArray` of the same types named `other` in this class
    static final BpfArrayOfMaps<BpfArray<U64>> pinned =
            BpfArrayOfMaps.<BpfArray<U64>>of(2).inner(BpfArray.<U64>of(1).pinned());
//                                                                              ^ SKEP4010 an inner map of `pinned` is pinned
    static final BpfProgArray programs = BpfProgArray.of(2).values("missing");
//                                                                 ^ SKEP4102 there is no program named `missing` in this class
    static final BpfArrayOfMaps<BpfArrayOfMaps<BpfArray<U64>>> deep = BpfArrayOfMaps.of(1);
//                                                             ^ SKEP2002 `dev.skep.lang.BpfArrayOfMaps<dev.skep.lang.BpfArray<dev.skep.lang.U64>>` is no map that could lie in another one
    static final BpfQueue<U64> queue = BpfQueue.of(0);
//                                                 ^ SKEP4008 map `queue` has 0 entries, need at least 1
    static final BpfUserRingBuffer fromUser = BpfUserRingBuffer.ofBytes(4096);
//                                 ^ SKEP3016 `BpfUserRingBuffer` needs kernel 6.1, the object must load on 5.16

    @Xdp
    static int program(XdpContext context) {
        return 0;
    }
}
