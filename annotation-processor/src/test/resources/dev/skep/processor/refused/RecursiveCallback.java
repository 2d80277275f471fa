import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.17")
final class RecursiveCallback {
    @Xdp
    static int program(XdpContext context) {
        return walk(context.rxQueueIndex) ? 1 : 0;
    }

    static boolean walk(int i) {
        return Kernel.loop(i, j -> walk(j)) > 0;
//                                     ^ SKEP2004 `walk` calls itself
    }
}
