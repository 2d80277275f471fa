import dev.skep.lang.*;

@Bpf(license = "GPL")
@SuppressWarnings("rawtypes")
final class InvalidMaps {
    static final class Own {
        static BpfArray<U64> of(int entries) {
            return null;
        }
    }

    static final BpfArray<U64> negative = BpfArray.of(-1);
//                                                    ^ SKEP4008 map `negative` has -1 entries, need at least 1
    static final BpfArray<U64> empty = BpfArray.of(0);
//                                                 ^ SKEP4008 map `empty` has 0 entries, need at least 1
    static final BpfArray raw = null;
//                        ^ SKEP2002 `BpfArray` does not say what it holds
    static final BpfArray<Integer> boxed = BpfArray.of(1);
//                                 ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
    static final BpfArray<U64> made = Own.of(3);
//                                          ^ SKEP2007 map `made` is not declared by its class's own factory
    @Config static final BpfArray<U64> setting = BpfArray.of(1);
//                                     ^ SKEP2006 `setting` is a map and no setting

    @Xdp
    static int program(XdpContext context) {
        return 0;
    }
}
