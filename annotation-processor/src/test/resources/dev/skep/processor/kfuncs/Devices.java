import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "GPL", minKernel = "6.18")
final class Devices {
    @Struct
    static final class Asked {
        int timestamp;
        int hash;
        int vlanTag;
        @Unsigned int hashed;
        @Unsigned int rssType;
        @Unsigned int vlanProto;
        @Unsigned int vlanTci;
    }

    static final Asked asked = new Asked();
    static int packets;

    @Struct
    static final class Color {
        @Unsigned int red;
        @Unsigned int blue;
    }

    static int seen;
    static int size;

    /** A frame goes out with a tag that the device is to put in. */
    @Tc
    static TcAction tagged(SkBuff skb) {
        skb.vlanPush((short) 0x0081, (short) 42);
        return TcAction.OK;
    }

    @Xdp
    static XdpAction asks(XdpContext context) {
        var ethernet = context.packet().next(Ethernet.class);
        if (ethernet == null || ethernet.proto != EtherType.IP) return XdpAction.PASS;
        var timestamp = U64.of(0);
        var hash = U32.of(0);
        var type = U32.of(0);
        var proto = U16.of((short) 0);
        var tci = U16.of((short) 0);
        asked.timestamp = NetKfuncs.xdpMetadataRxTimestamp(context, timestamp);
        asked.hash = NetKfuncs.xdpMetadataRxHash(context, hash, type);
        asked.vlanTag = NetKfuncs.xdpMetadataRxVlanTag(context, proto, tci);
        asked.hashed = hash.value;
        asked.rssType = type.value;
        asked.vlanProto = proto.value;
        asked.vlanTci = tci.value;
        packets++;
        return XdpAction.PASS;
    }

    @Xdp
    static XdpAction colors(XdpContext context) {
        if (context.adjustMeta(-8) < 0) return XdpAction.DROP;
        var color = context.metadata(Color.class);
        if (color == null) return XdpAction.DROP;
        color.red = 7;
        color.blue = 35;
        return XdpAction.PASS;
    }

    @Tc
    static TcAction sees(SkBuff skb) {
        var metadata = skb.metadataDynptr();
        var color = new Color();
        size = (int) metadata.size();
        if (metadata.read(color, 0) == 0) seen = (int) (color.red * color.blue);
        return TcAction.OK;
    }
}
