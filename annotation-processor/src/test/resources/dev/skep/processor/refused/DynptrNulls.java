import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.5")
final class DynptrNulls {
    @Struct
    static final class Value {
        int a;
        int b;
    }

    static final BpfArray<Value> values = BpfArray.of(1);
    static final BpfRingBuffer<Value> events = BpfRingBuffer.ofBytes(4096);

    @Tc
    static int unchecked(SkBuff skb) {
        var value = values.lookup(0);
        var unchecked = Kernel.dynptrFromMem(value);
//                                           ^ SKEP3002 `value` may be null here: `bpf_map_lookup_elem` returned it in line 16
        return unchecked.isNull() ? 1 : 0;
    }

    @Tc
    static int sometimes(SkBuff skb) {
        try (var record = events.reserveDynptr(8)) {
            if (skb.mark == 1) record.submit();
            return record.isNull() ? 1 : 0;
//                 ^ SKEP3002 `record` may be null here: one path leaves it null in line 25
        }
    }
}
