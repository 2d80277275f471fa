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
        @Unsigned int smallest = 1 == 2 ? Math.min((@Unsigned byte) 1, large) : large;
        @Unsigned int turned = 1 == 2 ? Integer.rotateLeft(large, small) : large++;
        @Unsigned int added = 1 == 2 ? large += 2 : large;
        @Unsigned int switched = 1 == 2 ? switch (small) { case 3 -> large; default -> { yield 5; } } : large;
        @Unsigned int taken = switch (small) { case 3 -> { yield small; } default -> 5; };
        var stored = 1 == 2 ? (small = 3) : large;
//                                          ^ SKEP3011 `large` is `@Unsigned int`, the other value is `int`
        var counted = 1 == 2 ? switch (small) { default: yield small; } : large;
//                                                                        ^ SKEP3011 `large` is `@Unsigned int`, the other value is `int`
        return 0;
    }
}
