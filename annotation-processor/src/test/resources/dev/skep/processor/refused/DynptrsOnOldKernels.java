import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.0")
final class DynptrsOnOldKernels {
    static final byte[] bytes = new byte[8];

    @Tc
    static int program(SkBuff skb) {
        var memory = Kernel.dynptrFromMem(bytes);
        if (memory.isNull()) return 1;
//                       ^ SKEP3016 `bpf_dynptr_is_null` needs kernel 6.5, the object must load on 6.0
        memory.copy(0, memory, 4, 4);
//                 ^ SKEP3016 `bpf_dynptr_copy` needs kernel 6.15, the object must load on 6.0
        memory.memset(0, 8, (byte) 1);
//                   ^ SKEP3016 `bpf_dynptr_memset` needs kernel 6.17, the object must load on 6.0
        var packet = skb.dynptr();
//                             ^ SKEP3016 `bpf_dynptr_from_skb` needs kernel 6.4, the object must load on 6.0
        return 0;
    }
}
