import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "GPL")
final class MemoryNulls {
    @Struct
    static final class Words {
        @Length(4) long[] values;
    }

    static final BpfHashMap<Integer, Words> words = BpfHashMap.of(16);

    @Xdp
    static int unguarded(XdpContext context) {
        var ethernet = context.packet().next(Ethernet.class);
        return Memory.as(ethernet, Vlan.class).tci;
//                       ^ SKEP3002 `ethernet` may be null here: one path leaves it null in line 15
    }

    @Xdp
    static int unchecked(XdpContext context) {
        var found = words.lookup(1);
        Memory.copy(new Words(), found);
//                               ^ SKEP3002 `found` may be null here: `bpf_map_lookup_elem` returned it in line 22
        return 1;
    }

    @Xdp
    static int twoOfThem(XdpContext context) {
        var one = words.lookup(1);
        var other = words.lookup(2);
        if (one == null) return 0;
        Memory.copy(one, other);
//                       ^ SKEP3002 `other` may be null here: `bpf_map_lookup_elem` returned it in line 31
        return 1;
    }

    @Xdp
    static int theOtherOne(XdpContext context) {
        var one = words.lookup(1);
        var other = words.lookup(2);
        if (other == null) return 0;
        System.arraycopy(other.values, 0, one.values, 0, 4);
//                                        ^ SKEP3002 `one` may be null here: `bpf_map_lookup_elem` returned it in line 40
        return 1;
    }
}
