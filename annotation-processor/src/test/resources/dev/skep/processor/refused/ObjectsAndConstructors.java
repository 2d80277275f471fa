import dev.skep.lang.*;

@Bpf(license = "GPL")
final class ObjectsAndConstructors {
    static int first;
    int second;
//      ^ SKEP2001 a field of an object cannot run in the kernel

    static {
//  ^ SKEP2001 an initialiser cannot run in the kernel
        first = 1;
    }

    private ObjectsAndConstructors(int second) {
//          ^ SKEP2001 a constructor cannot run in the kernel
        this.second = second;
    }

    int method() {
//      ^ SKEP2001 a method of an object cannot run in the kernel
        return second;
    }

    static <T> void generic() {}
//                  ^ SKEP2001 a generic method cannot run in the kernel

    static synchronized void locked() {}
//                           ^ SKEP2001 a synchronized method cannot run in the kernel

    static void thrower() throws Exception {}
//              ^ SKEP2001 a method that throws cannot run in the kernel

    static native void elsewhere();
//                     ^ SKEP2001 a method without a body cannot run in the kernel
}
