import dev.skep.lang.*;

@Bpf(license = "GPL")
final class OpenEnums {
    enum Policy { ALLOW, DENY }

    static Policy policy = Policy.DENY;

    @Xdp
    static int program(XdpContext context) {
        // a statement does nothing for what has no case
        switch (policy) {
            case ALLOW -> policy = Policy.DENY;
            case DENY -> policy = Policy.ALLOW;
        }
        int value = switch (policy) {
//                         ^ SKEP2036 `switch` has a value for each constant of the enum and none for any other number
            case ALLOW -> 2;
            case DENY -> 1;
        };
        return value + switch (policy) { case ALLOW -> 1; default -> 0; };
    }
}
