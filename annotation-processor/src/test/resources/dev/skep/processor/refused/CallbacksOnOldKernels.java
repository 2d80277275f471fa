import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.10")
final class CallbacksOnOldKernels {
    static final BpfHashMap<Integer, U64> map = BpfHashMap.of(16);

    @Xdp
    static int program(XdpContext context) {
        Kernel.loop(4, i -> i < 3);
        Kernel.loop(context.rxQueueIndex, i -> i < 3);
//                 ^ SKEP3016 a loop of `context.rxQueueIndex` rounds needs kernel 5.17, the object must load on 5.10
        return map.forEach((key, value) -> true);
//                        ^ SKEP3016 `bpf_for_each_map_elem` needs kernel 5.13, the object must load on 5.10
    }
}
