import dev.skep.lang.*;

@Bpf(license = "GPL")
final class ContextFields {
    static final BpfSockMap sockets = BpfSockMap.of(2);

    @Struct
    static final class Text {
        @Length(64) byte[] bytes;
    }

    static final BpfArray<Text> texts = BpfArray.of(1);

    @CgroupSkb(CgroupSkb.Direction.EGRESS)
    static int egress(SkBuff skb) {
        skb.mark = 1;
        skb.len = 1;
//         ^ SKEP3021 `skb.len` cannot be assigned to: no program may assign to it
        (skb.tcIndex)++;
//          ^ SKEP3021 `skb.tcIndex` cannot be assigned to: only `SCHED_ACT`, `SCHED_CLS`, `SK_SKB` may assign to it
        write(skb);
        return 1;
    }

    @Tc
    static int classify(SkBuff skb) {
        skb.tcIndex = 1;
        skb.storeBytes(0, 1, 0);
//                        ^ SKEP2003 a `int` cannot be handed to a helper here
        skb.storeBytes(0, skb, 0);
//                        ^ SKEP2003 a `SkBuff` cannot be handed to a helper here
        var text = texts.lookup(0);
        if (text == null) return 0;
        int length = text.bytes[0];
        Kernel.currentComm(Bytes.part(text.bytes, 60, 5));
//                                                ^ SKEP3012 5 elements from index 60 of `text.bytes`, which has 64
        Kernel.currentComm(Bytes.part(text.bytes, length, 65));
//                                                        ^ SKEP3012 65 elements from index 0 of `text.bytes`, which has 64
        Kernel.currentComm(Bytes.part(text.bytes, 0, length));
//                                                   ^ SKEP2007 `length` is no constant
        return 1;
    }

    @Subprogram
    static int write(SkBuff skb) {
        skb.tcIndex = 1;
        return 0;
    }

    @SkLookup
    static int steer(SkLookupContext context) {
        var socket = sockets.lookup(0);
//                                 ^ SKEP3014 `sockets.lookup(0)` is not the resource of a `try`
        context.localPort = 1;
//             ^ SKEP3021 `context.localPort` cannot be assigned to: no program may assign to it
        return 1;
    }
}
