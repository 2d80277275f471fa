import dev.skep.lang.*;

@Bpf(license = "GPL")
final class UnsupportedExpressions {
    @Xdp
    static int program(XdpContext context) {
        float half = 0.5f;
//                   ^ SKEP2001 floating point cannot run in the kernel
        Object text = "text";
//             ^ SKEP2002 `java.lang.Object` is no type that BPF programs know
        int[] numbers = new int[3];
        Runnable later = () -> {};
//                       ^ SKEP2001 a lambda cannot run in the kernel
        Runnable other = UnsupportedExpressions::nothing;
//                       ^ SKEP2001 a method reference cannot run in the kernel
        boolean test = text instanceof String;
//                          ^ SKEP2001 `instanceof` cannot run in the kernel
        return 0;
    }

    static void nothing() {}
}
