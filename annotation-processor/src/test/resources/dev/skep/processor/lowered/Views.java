import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "GPL")
final class Views {
    record Address(@Unsigned long high, @Unsigned long low) {}

    @Struct
    static final class Entry {
        @Length(6) byte[] mac;
        short pad;
    }

    static final BpfLruHashMap<Address, Entry> recent = BpfLruHashMap.of(16);
    static final BpfLpmTrie<Address, Entry> prefixes = BpfLpmTrie.of(16);
    static final BpfDevMap ports = BpfDevMap.of(8);

    @Xdp
    static XdpAction program(XdpContext context) {
        var packet = context.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return XdpAction.DROP;
        var ip = packet.next(Ipv6.class);
        if (ip == null) return XdpAction.DROP;
        var entry = recent.lookup(Memory.as(ip.daddr, Address.class));
        if (entry == null) entry = prefixes.lookup(new Address(Integer.rotateLeft(3, 4), packet.remaining()));
        if (entry == null) return ports.redirect(1, XdpAction.PASS);
        System.arraycopy(entry.mac, 0, ethernet.dest, 0, 6);
        System.arraycopy(ethernet.dest, 0, ethernet.source, 0, 6);
        System.arraycopy(ethernet.dest, 0, ethernet.dest, 2, 3);
        var saved = Memory.copyOf(ethernet);
        if (!context.adjustHead(-4)) return XdpAction.ABORTED;
        var fresh = context.packet().next(Ethernet.class);
        if (fresh == null) return XdpAction.DROP;
        Memory.copy(fresh, saved);
        return ports.redirect(Math.max(entry.pad, 1));
    }
}
