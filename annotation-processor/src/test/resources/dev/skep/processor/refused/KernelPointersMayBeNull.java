import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.10")
final class KernelPointersMayBeNull {
    @KernelType("sk_buff")
    static final class Buffer {
        Sock sk;
        Device dev;
    }

    @KernelType("sock")
    static final class Sock {
        int skProtocol;
    }

    @KernelType("net_device")
    static final class Device {
        int ifindex;
    }

    static int number;

    @BtfTracepoint("kfree_skb")
    static int drops(Buffer buffer, @Unsigned long location, int reason) {
        number = buffer.dev.ifindex;
        number = buffer.sk.skProtocol;
//                     ^ SKEP3002 `buffer.sk` may be null here: it was read in line 26
        var sk = buffer.sk;
        if (sk != null) number = sk.skProtocol;
        return 0;
    }

    @RawTracepoint("kfree_skb")
    static int probed(RawTracepointContext context) {
        number = context.arg(0, Buffer.class).sk.skProtocol;
        return 0;
    }
}
