import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.10")
final class MapNulls {
    static final BpfArrayOfMaps<BpfArray<U64>> maps =
            BpfArrayOfMaps.<BpfArray<U64>>of(2).inner(BpfArray.<U64>of(1));
    static final BpfSkStorage<U64> storage = BpfSkStorage.create();

    @Tc
    static int unchecked(SkBuff skb) {
        var inner = maps.lookup(0);
        return inner.update(0, U64.of(1)) ? 0 : 1;
//             ^ SKEP3002 `inner` may be null here: `bpf_map_lookup_elem` returned it in line 11
    }

    @Tc
    static int socket(SkBuff skb) {
        var socket = skb.sk;
        var value = storage.get(socket, null, 1);
//                              ^ SKEP3002 `socket` may be null here: it was read in line 18
        return value == null ? 0 : (int) value.value;
    }

    @SockOps
    static int family(SockOpsContext context) {
        return context.sk.family == 2 ? 1 : 0;
//                    ^ SKEP3002 `context.sk` may be null here: it was read in line 26
    }
}
