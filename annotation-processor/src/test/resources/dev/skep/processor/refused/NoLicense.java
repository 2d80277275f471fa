import dev.skep.lang.*;

@Bpf(license = "")
final class NoLicense {
//    ^ SKEP2009 the license is empty
    @Xdp
    static int program(XdpContext context) {
        return 0;
    }
}
