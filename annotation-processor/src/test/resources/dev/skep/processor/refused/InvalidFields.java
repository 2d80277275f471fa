import dev.skep.lang.*;

@Bpf(license = "GPL")
final class InvalidFields {
    static final class Elsewhere {
        static int number;
    }

    static final int CONSTANT = 3;
    static final String UNUSED = "constant";

    static BpfArray<U64> changing = BpfArray.of(1);
//                       ^ SKEP2006 map `changing` is not final
    static final BpfArray<U64> flagged = BpfArray.<U64>of(1).flags(1 << 30);
//                                                                   ^ SKEP2006 0x40000000 is no flag of maps
    @Config
    static final int setting = Math.max(1, 2);
//                   ^ SKEP2006 setting `setting` is final
    static U64 cell = U64.of(1);
//             ^ SKEP2006 `cell` could lead elsewhere, since it is not final

    @Xdp
    static int program(XdpContext context) {
        return Elsewhere.number + setting + CONSTANT;
//                      ^ SKEP2006 `number` belongs to `Elsewhere`
    }
}
