import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "GPL")
final class MemoryViews {
    @Struct
    static final class Words {
        @Length(4) long[] values;
    }

    @Struct
    static final class Bytes {
        @Length(32) byte[] values;
    }

    static final BpfHashMap<Integer, Words> words = BpfHashMap.of(16);

    @Xdp
    static int views(XdpContext context) {
        var ethernet = context.packet().next(Ethernet.class);
        if (ethernet == null) return 0;
        var large = Memory.as(ethernet, Words.class);
//                                           ^ SKEP3012 `Words` has 32 bytes, `Ethernet` only 14
        var number = Memory.as(ethernet, Integer.class);
//                                              ^ SKEP2002 `java.lang.Integer` is no type that BPF programs know
        var other = Memory.as(ethernet.proto, Vlan.class);
//                                    ^ SKEP2003 `ethernet.proto` is no memory whose bytes could be something else
        var later = Memory.as(words, Vlan.class);
//                            ^ SKEP2003 `words` is no memory whose bytes could be something else
        var bytes = new Bytes();
        return Memory.as(bytes, Words.class).values[1] == 0 ? 1 : 2;
//                       ^ SKEP2003 `Words` lies at multiples of 8 bytes, and `bytes` is on the stack at multiples of 1
    }

    @Xdp
    static int copies(XdpContext context) {
        var ethernet = context.packet().next(Ethernet.class);
        if (ethernet == null) return 0;
        var copy = Memory.copyOf(ethernet.dest);
//                                       ^ SKEP2003 `ethernet.dest` is no @Struct in memory
        Memory.copy(new Words(), new Bytes());
//                 ^ SKEP2003 a `Bytes` is no `Words`
        System.arraycopy(ethernet.dest, 0, ethernet.source, 1, 6);
//                                                          ^ SKEP3012 6 elements from index 1 of `ethernet.source`, which has 6
        System.arraycopy(ethernet.dest, -1, ethernet.source, 0, 2);
//                                      ^ SKEP3012 2 elements from index -1 of `ethernet.dest`, which has 6
        System.arraycopy(ethernet.dest, 0, ethernet.source, 0, context.rxQueueIndex & 3);
//                                                                                  ^ SKEP2003 `context.rxQueueIndex & 3` is no constant, and the verifier must see each byte that is copied
        System.arraycopy(new Bytes().values, 0, new Words().values, 0, 4);
//                      ^ SKEP2003 a `byte[32]` is not copied into a `long[4]`
        return 1;
    }
}
