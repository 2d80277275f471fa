import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "GPL", minKernel = "6.5")
final class Dynptrs {
    @Struct
    static final class Value {
        int a;
        int b;
    }

    static final BpfRingBuffer<Value> events = BpfRingBuffer.ofBytes(4096);

    @Tc
    static int memory(SkBuff skb) {
        var frame = Kernel.dynptrFromMem(new Value());
//                                       ^ SKEP2017 `new Value()` is no map value
        var number = Kernel.dynptrFromMem(skb.mark);
//                                           ^ SKEP2017 `skb.mark` is no map value
        return 0;
    }

    @Tc
    static int given(SkBuff skb) {
        try (var record = events.reserveDynptr(8)) {
            record.submit();
            record.write(0, U32.of(1), 0);
//          ^ SKEP3015 `record` is submitted here
        }
        try (var record = events.reserveDynptr(8)) {
            record.submit();
            record.submit();
//          ^ SKEP3015 `record` is submitted here
        }
        try (var record = events.reserveDynptr(8)) {
            var copy = record.clone();
            record.submit();
            copy.write(0, U32.of(1), 0);
//          ^ SKEP3015 `copy` is submitted here
        }
        return 0;
    }

    @Tc
    static int open(SkBuff skb) {
        var record = events.reserveDynptr(8);
//                                       ^ SKEP3014 `events.reserveDynptr(8)` is not the resource of a `try`
        return 0;
    }

    @Tc
    static int readOnly(SkBuff skb) {
        var ip = skb.dynptr().slice(14, new Ipv4());
        if (ip == null) return 0;
        ip.ttl = 5;
//      ^ SKEP3037 `ip` is a slice to be read
        skb.loadBytes(0, ip);
//                       ^ SKEP3037 `ip` is a slice to be read
        return 0;
    }

    @Tc
    static int kept(SkBuff skb) {
        var packet = skb.dynptr();
        Value last = null;
        for (int i = 0; i < 3; i++) {
            last = packet.slice(i, new Value());
//          ^ SKEP3030 `last` would lead to memory of the frame that the next round of the loop uses again
        }
        return last == null ? 0 : last.a;
    }

    @Tc
    static int pieces(SkBuff skb) {
        var packet = skb.dynptr();
        var whole = packet.data(14, Ipv4.class);
//                             ^ SKEP2003 `packet` is a packet, whose bytes may be in several pieces
        return whole == null ? 1 : 0;
    }

    @Tc
    static int values(SkBuff skb) {
        var packet = skb.dynptr();
        if (packet == null) return 1;
//          ^ SKEP2001 a `BpfDynptr` is never null and has no identity
        var either = skb.mark == 1 ? packet : skb.dynptr();
//                                 ^ SKEP2001 a `BpfDynptr` cannot change or be chosen at run time
        Kernel.loop(3, i -> packet.isNull());
//                          ^ SKEP3040 a `BpfDynptr` cannot be used in a callback
        var slice = packet.slice(0, skb);
//                                  ^ SKEP2003 `skb` is no memory to copy to
        var number = packet.slice(0, 5);
//                                   ^ SKEP2003 `5` is no memory to copy to
        return 0;
    }

    @FlowDissector
    static FlowDissectorVerdict dissect(SkBuff skb) {
        return skb.dynptr().isNull() ? FlowDissectorVerdict.DROP : FlowDissectorVerdict.OK;
//                       ^ SKEP3023 `bpf_dynptr_from_skb` is not for programs of type `BPF_PROG_TYPE_FLOW_DISSECTOR`
    }
}
