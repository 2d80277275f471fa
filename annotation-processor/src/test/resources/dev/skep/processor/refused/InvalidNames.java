import dev.skep.lang.*;

@Bpf(license = "GPL")
final class InvalidNames {
    @Name("")
    @Xdp
    static int program(XdpContext context) {
//             ^ SKEP4002 `program` has an empty @Name
        return 0;
    }
}
