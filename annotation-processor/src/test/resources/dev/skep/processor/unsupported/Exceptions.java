import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Exceptions {
    static final class Failure extends RuntimeException {}

    static int count;

    @Xdp
    static int thrown(XdpContext context) {
        if (count > 3) throw new Failure();
//                     ^ SKEP2001 `throw` cannot run in the kernel
//                       fix: return a result and test it with `if`
        return 1;
    }

    @Xdp
    static int caught(XdpContext context) {
        try {
            count++;
        } catch (ArithmeticException e) {
//        ^ SKEP2001 `catch` cannot run in the kernel
//          fix: return a result and test it with `if`
            count = 0;
        }
        return 1;
    }

    @Xdp
    static int several(XdpContext context) {
        try {
            count++;
        } catch (ArithmeticException | IllegalStateException e) {
//        ^ SKEP2001 `catch` cannot run in the kernel
//          fix: return a result and test it with `if`
            return 2;
        } finally {
//                ^ SKEP2001 `finally` cannot run in the kernel
//                  fix: write it where it is to run
            count--;
        }
        return 1;
    }

    @Xdp
    static int asserted(XdpContext context) {
        assert count > 0 : "positive";
//      ^ SKEP2001 `assert` cannot run in the kernel
//        fix: return a result and test it with `if`
        return 1;
    }

    static int declared() throws Exception {
//             ^ SKEP2001 a method that throws cannot run in the kernel
//               fix: return a result and test it with `if`
        return 1;
    }

    @Xdp
    static int resource(XdpContext context) throws Exception {
//             ^ SKEP2001 a method that throws cannot run in the kernel
//               fix: return a result and test it with `if`
        try (AutoCloseable closed = () -> {}) {
//                                  ^ SKEP2001 a lambda cannot run in the kernel
//                                    fix: hand it to what calls back, such as Kernel.loop, or write a static method and call it
            count++;
        }
        return 1;
    }

    @Xdp
    static int nothing(XdpContext context) {
        try {
            count++;
        } finally {
//                ^ SKEP2001 `finally` cannot run in the kernel
//                  fix: write it where it is to run
        }
        return 1;
    }
}
