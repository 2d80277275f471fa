import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Recursion {
    @Xdp
    static int program(XdpContext context) {
        return factorial(5) + even(4) + walk(context.packet());
    }

    private static int factorial(int n) {
        return n == 0 ? 1 : n * factorial(n - 1);
//                                       ^ SKEP2004 `factorial` calls itself
    }

    private static int even(int n) {
        return n == 0 ? 1 : odd(n - 1);
    }

    private static int odd(int n) {
        return n == 0 ? 0 : even(n - 1);
//                              ^ SKEP2004 `even` calls itself
    }

    private static int walk(Packet packet) {
        return walk(packet);
//                 ^ SKEP2004 `walk` calls itself
    }
}
