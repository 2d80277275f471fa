import dev.skep.lang.*;

@Bpf(license = "GPL")
final class MixedSigns {
    static @Unsigned int large;
    static int small;
    static long wide;

    @Xdp
    static int program(XdpContext context) {
        boolean less = small < large;
//                           ^ warning SKEP3011 `small` is `int`, but is taken as `@Unsigned int` here
        int quotient = large / small;
//                           ^ warning SKEP3011 `small` is `int`, but is taken as `@Unsigned int` here
        boolean negative = large > -1;
//                               ^ warning SKEP3011 `-1` is `int`, but is taken as `@Unsigned int` here
        boolean fine = large > 1 && large / 2 > 3 && wide < large && (int) large < small;
        int sum = large + small;
        return 0;
    }
}
