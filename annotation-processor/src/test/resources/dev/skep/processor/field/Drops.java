import dev.skep.lang.*;

/** Packets that are dropped: of which protocol, and where. */
@Bpf(license = "GPL", minKernel = "5.11")
@KernelTypes
final class Drops {
    static @Unsigned long byProtocol, withoutSocket, onDevices;
    static int lastDevice;

    private Drops() {}

    private static void count(@Nullable sock sk) {
        if (sk == null) withoutSocket++;
        else if (sk.sk_protocol == 6) byProtocol++;
    }

    @BtfTracepoint("kfree_skb")
    static int drops(sk_buff skb, @Unsigned long location, int reason) {
        count(skb.sk);
        if (skb.dev != null) {
            lastDevice = skb.dev.ifindex;
            onDevices++;
        }
        return 0;
    }

    @Kprobe("kfree_skb_reason")
    static int probed(PtRegs registers) {
        var skb = registers.arg(0, sk_buff.class);
        count(skb.sk);
        lastDevice = skb.dev.ifindex;
        return 0;
    }

    @interface Nullable {}
}
