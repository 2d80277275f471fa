import dev.skep.lang.*;

@Bpf(license = "GPL")
final class MixedArms {
    static @Unsigned int large;
    static int small;

    @Xdp
    static int program(XdpContext context) {
        var either = small > 3 ? large : small;
//                                       ^ SKEP3011 `small` is `int`, the other value is `@Unsigned int`
        var negative = small > 3 ? -1 : large;
//                                 ^ SKEP3011 `-1` is negative, the other value is `@Unsigned int`
        var fine = small > 3 ? 1 : large;
        return 0;
    }
}
