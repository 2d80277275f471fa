import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "GPL", minKernel = "6.5")
final class DynptrFlows {
    @Struct
    static final class Value {
        int a;
        int b;
    }

    static final BpfArray<Value> values = BpfArray.of(1);
    static final BpfRingBuffer<Value> events = BpfRingBuffer.ofBytes(4096);

    @Tc
    static int given(SkBuff skb) {
        try (var record = events.reserveDynptr(8)) {
            var value = record.data(0, Value.class);
            if (value == null) return 0;
            record.submit();
            return value.a;
//                 ^ SKEP3038 `bpf_ringbuf_submit_dynptr` in line 20 ended the dynptr that this pointer came from
        }
    }

    @Tc
    static int moved(SkBuff skb) {
        var packet = skb.dynptr();
        var ip = packet.slice(14, new Ipv4());
        if (ip == null) return 0;
        packet.write(0, U32.of(7), 0);
        int ttl = ip.ttl;
//                ^ SKEP3038 `bpf_dynptr_write` in line 31 may have moved the packet since this pointer into it was made
        var other = packet.slice(14, new Ipv4());
        if (other == null) return 0;
        skb.pullData(64);
        return ttl + other.ttl;
//                   ^ SKEP3038 `bpf_skb_pull_data` in line 36 may have moved the packet since this pointer into it was made
    }

    @Tc
    static int header(SkBuff skb) {
        var ethernet = skb.packet().next(Ethernet.class);
        if (ethernet == null) return 0;
        skb.dynptr().write(0, U32.of(7), 0);
        return ethernet.proto;
//             ^ SKEP3019 `bpf_dynptr_write` in line 45 may have moved the packet since this pointer into it was made
    }

    @Tc
    static int anew(SkBuff skb) {
        var value = values.lookup(0);
        if (value == null) return 0;
        Value last = null;
        for (int i = 0; i < 3; i++) {
            var dynptr = Kernel.dynptrFromMem(value);
            if (last != null && last.a == 3) return 1;
//                              ^ SKEP3038 `bpf_dynptr_from_mem` in line 56 ended the dynptr that this pointer came from
            last = dynptr.data(0, Value.class);
        }
        return 0;
    }

    @Tc
    static int copied(SkBuff skb) {
        try (var record = events.reserveDynptr(8)) {
            var value = record.clone().data(0, Value.class);
            if (value == null) return 0;
            record.submit();
            return value.a;
//                 ^ SKEP3038 `bpf_ringbuf_submit_dynptr` in line 69 ended the dynptr that this pointer came from
        }
    }
}
