import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.15")
final class Contexts {
    record Key(int bound) {}

    static final BpfSockMap sockets = BpfSockMap.of(2);

    @Tc
    static int write(SkBuff skb) {
        skb.mark |= 4;
        skb.tstamp = skb.tstamp + skb.wireLen;
        var port = U16.of((short) 80);
        skb.storeBytes(36, port, SkBuff.RECOMPUTE_CSUM);
        return (int) skb.l4CsumReplace(40, port.value, 0, SkBuff.PSEUDO_HDR | 2);
    }

    @SkLookup
    static SkAction steer(SkLookupContext context) {
        if (context.remotePort == 80 || context.localIp4 == 0x7f000001) return SkAction.PASS;
        try (var socket = sockets.lookup((int) context.localPort & 1)) {
            if (socket == null) return SkAction.DROP;
            context.assign(socket, SkLookupContext.REPLACE);
        }
        return SkAction.PASS;
    }
}
