// -Askep.mcpu=v2
import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.1")
final class LowLevel {
    static final BpfArray<U64> counts = BpfArray.of(1);

    @Xdp
    static XdpAction program(XdpContext context) {
        var count = counts.lookup(0);
        if (count == null) return XdpAction.PASS;
        count.add(1);
        if (count.add(1) == 7) return XdpAction.DROP;
//          ^ SKEP3024 atomic fetch_add needs level v3 of the instruction set, the object is made for v2
        count.or(4);
//      ^ SKEP3024 atomic or needs level v3 of the instruction set, the object is made for v2
        return XdpAction.PASS;
    }
}
