import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.12")
final class Atomics {
    @Struct
    static final class Words {
        byte small;
        int word;
        @BigEndian int swapped;
        @Bits(20) int bits;
        long wide;
        U64 cell;
    }

    @Struct
    @Packed
    static final class Loose {
        byte small;
        int word;
        @Length(2) long[] words;
    }

    @Config
    static int setting;

    static final Words words = new Words();
    static final Loose loose = new Loose();

    @Xdp
    static int program(XdpContext context) {
        int local = 3;
        Atomic.add(local, 1);
//                 ^ SKEP3031 `local` is no word in memory
        Atomic.add(words.small, 1);
//                      ^ SKEP3031 `words.small` has 8 bits, not 32 or 64
        Atomic.add(words.swapped, 1);
//                      ^ SKEP3031 `words.swapped` lies in network order
        Atomic.add(words.bits, 1);
//                      ^ SKEP3031 `words.bits` is no word in memory
        Atomic.add(words.word, 1L);
//                      ^ SKEP3031 `words.word` has 32 bits, and the other number has 64
        Atomic.add(words.word + 1, 1);
//                            ^ SKEP2001 `words.word + 1` cannot be assigned to
        Atomic.exchange(loose.word, 1);
//                           ^ SKEP3031 `loose.word` may lie across two words
        Atomic.or(loose.words[1], 1L);
//                           ^ SKEP3031 `loose.words[1]` may lie across two words
        Atomic.add(setting, 1);
//                 ^ SKEP2006 `setting` is a setting, which nothing changes once the object is loaded
        Atomic.add(context.rxQueueIndex, 1);
//                        ^ SKEP3031 `context.rxQueueIndex` lies in ctx memory
        var packet = context.packet().next(Words.class);
        if (packet == null) return 1;
        Atomic.add(packet.wide, 1L);
//                       ^ SKEP3031 `packet.wide` lies in packet memory
        packet.cell.add(1);
//            ^ SKEP3031 `packet.cell` lies in packet memory
        return Atomic.add(3, 4);
//                        ^ SKEP2001 `3` cannot be assigned to
    }
}
