import dev.skep.lang.*;

@Bpf(license = "GPL")
final class UnsupportedStatements {
    @Xdp
    static int program(XdpContext context) {
        int sum = 0;
        throw new IllegalStateException();
//      ^ SKEP2001 `throw` cannot run in the kernel
    }

    static void caught() {
        try {
            loop();
        } catch (RuntimeException e) {
//        ^ SKEP2001 `catch` cannot run in the kernel
            loop();
        } finally {
//                ^ SKEP2001 `finally` cannot run in the kernel
            loop();
        }
    }

    static void loop() {
        synchronized (UnsupportedStatements.class) {
//      ^ SKEP2001 `synchronized` cannot run in the kernel
        }
        assert true;
//      ^ SKEP2001 `assert` cannot run in the kernel
        class Local {}
//      ^ SKEP2001 a local class cannot run in the kernel
    }
}
