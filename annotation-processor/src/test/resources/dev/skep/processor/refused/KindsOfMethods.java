import dev.skep.lang.*;

@Bpf(license = "GPL")
final class KindsOfMethods {
    @Xdp
    static int program(XdpContext context) {
        return sum(1, 2, 3) + none() + same(4);
//                ^ SKEP2003 `sum` takes any number of arguments
    }

    static int sum(int... numbers) {
        return numbers[0];
    }

    static int none(int... numbers) {
        return 0;
    }

    static <T> T same(T value) {
//               ^ SKEP2001 a generic method cannot run in the kernel
//               ^ SKEP2002 `T` is no type that BPF programs know
        return value;
    }

    int member(int n) {
//      ^ SKEP2001 a method of an object cannot run in the kernel
        return n;
    }

    static native int missing(int n);
//                    ^ SKEP2001 a method without a body cannot run in the kernel

    static int throwing(int n) throws Exception {
//             ^ SKEP2001 a method that throws cannot run in the kernel
        return n;
    }
}
