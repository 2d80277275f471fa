import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.10")
final class NewerKernel {
    static final U64 cell = U64.of(0);

    @Xdp
    static int program(XdpContext context) {
        cell.add(1);
        long before = cell.add(1);
//                            ^ SKEP3016 an atomic operation other than adding needs kernel 5.12, the object must load on 5.10
        cell.or(1);
//             ^ SKEP3016 an atomic operation other than adding needs kernel 5.12, the object must load on 5.10
        return 0;
    }
}
