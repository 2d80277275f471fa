import dev.skep.lang.*;

@Bpf(license = "GPL")
final class UnknownSections {
    @Section("xpd")
//  ^ SKEP4101 section `xpd` is none that loaders know; did you mean `xdp`?
    static int misspelt(XdpContext context) {
        return 0;
    }
}
