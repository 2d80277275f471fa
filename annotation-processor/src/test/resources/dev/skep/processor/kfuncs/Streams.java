import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.17")
final class Streams {
    static int rounds = 3;

    @Xdp
    static int program(XdpContext context) {
        int failed = Kernel.streamPrintk(1, "no arguments\n");
        for (int i = 0; i < 3; i++) failed |= Kernel.streamPrintk(1, "%d of %d, %s\n", i, rounds, "so far");
        return failed | Kernel.streamPrintk(2, "%x %lx %c\n", 0xcafe, 1L << 40, (byte) 'z');
    }

    @Tc
    static int wrong(SkBuff skb) {
        return Kernel.streamPrintk(3, "there are two");
    }
}
