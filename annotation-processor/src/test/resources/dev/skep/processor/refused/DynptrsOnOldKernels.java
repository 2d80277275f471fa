import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.0")
final class DynptrsOnOldKernels {
    static final byte[] bytes = new byte[8];

    @Tc
    static int program(SkBuff skb) {
        var memory = Kernel.dynptrFromMem(bytes);
        if (memory.isNull()) return 1;
//                       ^ SKEP3016 `bpf_dynptr_is_null` needs kernel 6.5, the object must load on 6.0
        var packet = skb.dynptr();
//                             ^ SKEP3016 `bpf_dynptr_from_skb` needs kernel 6.4, the object must load on 6.0
        return 0;
    }
}
