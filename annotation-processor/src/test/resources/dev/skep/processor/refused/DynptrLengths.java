import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.5")
final class DynptrLengths {
    @Tc
    static int lengths(SkBuff skb) {
        var packet = skb.dynptr();
        var bytes = new byte[16];
        int length = (int) packet.size();
        if (packet.read(bytes, 0, length) != 0) return 1;
//                                ^ SKEP3035 `length` is not known to be within 0 and 16
        if (length <= 17) packet.write(0, bytes, length, 0);
//                                               ^ SKEP3035 `length` is not known to be within 0 and 16
        if (length >= 0 && length <= 16) packet.read(bytes, 0, length);
        packet.write(0, bytes, 17, 0);
//                             ^ SKEP3035 `17` is not known to be within 0 and 16
        return 0;
    }
}
