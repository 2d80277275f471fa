import dev.skep.lang.*;

@Bpf(license = "GPL")
final class InlinedTooOften {
    @Xdp
    static int program(XdpContext context) {
        return half12(context.rxQueueIndex);
    }

    @Inline
    private static int half0(int n) {
        return n;
    }

    @Inline
    private static int half1(int n) {
        return half0(n) + half0(n);
    }

    @Inline
    private static int half2(int n) {
        return half1(n) + half1(n);
    }

    @Inline
    private static int half3(int n) {
        return half2(n) + half2(n);
    }

    @Inline
    private static int half4(int n) {
        return half3(n) + half3(n);
    }

    @Inline
    private static int half5(int n) {
        return half4(n) + half4(n);
    }

    @Inline
    private static int half6(int n) {
        return half5(n) + half5(n);
    }

    @Inline
    private static int half7(int n) {
        return half6(n) + half6(n);
    }

    @Inline
    private static int half8(int n) {
        return half7(n) + half7(n);
    }

    @Inline
    private static int half9(int n) {
        return half8(n) + half8(n);
    }

    @Inline
    private static int half10(int n) {
        return half9(n) + half9(n);
    }

    @Inline
    private static int half11(int n) {
        return half10(n) + half10(n);
//                   ^ SKEP2003 more than 4096 calls are inlined in one function
    }

    @Inline
    private static int half12(int n) {
        return half11(n) + half11(n);
//                               ^ SKEP2003 more than 4096 calls are inlined in one function
    }
}
