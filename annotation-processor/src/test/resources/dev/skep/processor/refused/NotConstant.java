import dev.skep.lang.*;

@Bpf(license = "GPL")
final class NotConstant {
    private static final int ENTRIES = 8 * 4 + (1 << 3);

    static final BpfArray<U64> good = BpfArray.of(ENTRIES);
    static final BpfArray<U64> bad = BpfArray.of(entries());
//                                                      ^ SKEP2007 `entries()` is no constant
    static final BpfArray<U64> made = make();
//                                        ^ SKEP2007 map `made` is not declared by its class's own factory
    static final BpfArray<U64> none = null;
//                                    ^ SKEP2007 map `none` is not declared by its class's own factory
    static int number = entries();
//                             ^ SKEP2007 `number` does not start with a constant
    static final int unchanging = entries();
//                                       ^ SKEP2007 `unchanging` does not start with a constant

    static int entries() {
        return 1;
    }

    static BpfArray<U64> make() {
        return good;
    }
}
