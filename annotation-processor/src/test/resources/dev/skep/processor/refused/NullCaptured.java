import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.17")
final class NullCaptured {
    static final BpfHashMap<Integer, U32> map = BpfHashMap.of(16);

    @Xdp
    static int program(XdpContext context) {
        var missing = map.lookup(1);
        return Kernel.loop(2, i -> missing.value == i);
//                                 ^ SKEP3002 `missing` may be null here: `bpf_map_lookup_elem` returned it in line 9
//                                               ^ warning SKEP3011 `i` is `int`, but is taken as `@Unsigned int` here
    }

    @Xdp
    static int tested(XdpContext context) {
        var found = map.lookup(1);
        if (found == null) return 0;
        return Kernel.loop(2, i -> found.value == i);
//                                             ^ warning SKEP3011 `i` is `int`, but is taken as `@Unsigned int` here
    }
}
