import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.1")
final class Ranges {
    @Xdp
    static int program(XdpContext context) {
        int sum = 0;
        for (int i : Kernel.range(100)) sum += i;
        for (int i : Kernel.range(context.rxQueueIndex)) sum += i;
//                               ^ SKEP3041 `context.rxQueueIndex` is no constant, and the iterator of numbers needs kernel 6.4, the object must load on 6.1
        var range = Kernel.range(3);
//                              ^ SKEP2003 `Kernel.range(3)` is nothing that can be kept
        return sum;
    }
}
