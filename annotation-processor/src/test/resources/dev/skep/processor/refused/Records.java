import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Records {
    record Pair(int left, int right) {}

    record Other(int left, int right) {}

    record Loose(int left) {
        @Override
        public boolean equals(Object other) {
//                     ^ SKEP2008 record `Loose` has an `equals` of its own, and the kernel compares bytes
            return true;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    @Struct
    static final class Holder {
        Pair pair;
    }

    static final BpfArray<Pair> pairs = BpfArray.of(1);
    static final BpfArray<Loose> loose = BpfArray.of(1);
    static final Holder holder = new Holder();

    @Xdp
    static int program(XdpContext context) {
        var found = pairs.lookup(0);
        var pair = new Pair(1, 2);
        if (pair == new Pair(1, 2)) return 1;
//               ^ SKEP2001 `pair == new Pair(1, 2)` asks where records are kept, and they are values
        if (found != pair) return 2;
//                ^ SKEP2001 `found != pair` asks where records are kept, and they are values
        if (holder.pair == null) return 3;
//                ^ SKEP2001 a `Pair` is never null and has no identity
        if (pair.equals(new Other(1, 2))) return 4;
//                     ^ SKEP2003 a `Other` never equals a `Pair`
        if (pair.equals(null)) return 5;
//                     ^ SKEP2003 a `null` never equals a `Pair`
        holder.pair = null;
//                    ^ SKEP2001 `null` is no record here
        Pair nothing = null;
//           ^ SKEP2001 `null` is no record here
        nothing = pair;
        return pair.hashCode();
//                          ^ SKEP2003 `hashCode` is no component of `Pair`
    }
}
