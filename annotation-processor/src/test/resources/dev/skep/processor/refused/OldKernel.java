import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "4.19")
final class OldKernel {
//    ^ SKEP2009 minKernel is 4.19, the oldest that objects are made for is 5.10
    @Xdp
    static int program(XdpContext context) {
        return 0;
    }
}
