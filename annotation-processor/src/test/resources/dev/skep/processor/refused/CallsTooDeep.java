import dev.skep.lang.*;

@Bpf(license = "GPL")
final class CallsTooDeep {
    @Xdp
    static int program(XdpContext context) {
//             ^ SKEP3004 9 functions are called from each other, at most 8: program, one, two, three, four, five, six, seven, eight
        return one(context.rxQueueIndex);
    }

    @Subprogram
    private static int one(int n) {
        return two(n) + 1;
    }

    @Subprogram
    private static int two(int n) {
        return three(n) + 1;
    }

    @Subprogram
    private static int three(int n) {
        return four(n) + 1;
    }

    @Subprogram
    private static int four(int n) {
        return five(n) + 1;
    }

    @Subprogram
    private static int five(int n) {
        return six(n) + 1;
    }

    @Subprogram
    private static int six(int n) {
        return seven(n) + 1;
    }

    @Subprogram
    private static int seven(int n) {
        return eight(n) + 1;
    }

    @Subprogram
    private static int eight(int n) {
        return n * n;
    }
}
