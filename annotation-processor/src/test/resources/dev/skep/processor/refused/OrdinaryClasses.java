import dev.skep.lang.*;

final class OrdinaryClasses {
    abstract static class Base {
        static int inherited;
    }

    @Bpf(license = "GPL")
    static final class Derived extends Base {
        @Xdp
        static int program(XdpContext context) {
            return inherited;
//                 ^ SKEP2006 `inherited` belongs to `Base`
        }
    }

    @Bpf(license = "GPL")
    static final class Members {
        static int first;
        final int second = 2;
//                ^ SKEP2001 a field of an object cannot run in the kernel

        static {
//      ^ SKEP2001 an initialiser cannot run in the kernel
            first = 3;
        }

        {
//      ^ SKEP2001 an initialiser cannot run in the kernel
            first = 4;
        }

        Members(int first) {
//      ^ SKEP2001 a constructor cannot run in the kernel
            Members.first = first;
        }

        final class Inner {
            int number;
        }

        @Xdp
        static int program(XdpContext context) {
            return first;
        }

        @Xdp
        int instance(XdpContext context) {
//          ^ SKEP2001 a method of an object cannot run in the kernel
//          ^ SKEP2005 program `instance` is not static
            return this.second;
        }

        static synchronized int locked(int number) {
//                              ^ SKEP2001 a synchronized method cannot run in the kernel
            return number;
        }

        static int thrower(int number) throws Exception {
//                 ^ SKEP2001 a method that throws cannot run in the kernel
            return number;
        }

        static native int missing(int number);
//                        ^ SKEP2001 a method without a body cannot run in the kernel

        static <T> T generic(T number) {
//                   ^ SKEP2001 a generic method cannot run in the kernel
//                   ^ SKEP2002 `T` is no type that BPF programs know
            return number;
        }

        static double floating(double number) {
//                    ^ SKEP2002 `double` is floating point
            return number;
        }
    }
}
