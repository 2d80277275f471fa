import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Empty {
//    ^ SKEP4019 the object has no programs, functions or maps
    static int unused;
}
