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
        var never = 1 == 1 ? small : large;
//                                   ^ SKEP3011 `large` is `@Unsigned int`, the other value is `int`
        var nor = 1 == 2 ? large + 1 : small >> 1;
//                                           ^ SKEP3011 `small >> 1` is `int`, the other value is `@Unsigned int`
        var decided = (1 == 2 ? large : 7) > small;
//                                         ^ warning SKEP3011 `small` is `int`, but is taken as `@Unsigned int` here
        var neither = 1 == 1 ? -1 : (@Unsigned int) 5;
//                             ^ SKEP3011 `-1` is negative, the other value is `@Unsigned int`
        return 0;
    }
}
