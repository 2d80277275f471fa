import dev.skep.lang.*;

@Bpf(license = "Proprietary", minKernel = "6.12")
final class RangesWithoutGpl {
    @Xdp
    static int program(XdpContext context) {
        int sum = 0;
        for (int i : Kernel.range(100)) sum += i;
        for (int i : Kernel.range(context.rxQueueIndex)) sum += i;
//                               ^ SKEP3041 `context.rxQueueIndex` is no constant, and the iterator of numbers is for the GPL only
        return sum;
    }
}
