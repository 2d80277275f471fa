import dev.skep.lang.*;

@Bpf(license = "GPL")
final class DuplicateNames {
    static final BpfArray<U64> counts = BpfArray.of(1);

    @Name("counts")
    static final BpfArray<U64> others = BpfArray.of(1);
//                             ^ SKEP4001 map counts has the name of another map

    @Xdp
    static int program(XdpContext context) {
        return 0;
    }
}
