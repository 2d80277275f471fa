import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "new")
final class NoKernel {
//    ^ SKEP2009 kernel version `new` is not of the form major.minor, for example 5.15
    @Xdp
    static int program(XdpContext context) {
        return 0;
    }
}
