package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArrayOfMaps;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Vlan;

/**
 * Counts packets by protocol for each tenant apart. Each tenant has a table of its own, which user space makes and puts into a map of maps under
 * the number of the tenant's VLAN.
 */
@Bpf(license = "GPL")
final class TenantCounters {
    /** Counters of those who are no tenant's. */
    static final BpfHashMap<@Unsigned Integer, U64> others = BpfHashMap.of(256);

    static final BpfArrayOfMaps<BpfHashMap<@Unsigned Integer, U64>> tenants =
            BpfArrayOfMaps.<BpfHashMap<@Unsigned Integer, U64>>of(4096)
                    .inner(BpfHashMap.<@Unsigned Integer, U64>of(256))
                    .values("others");

    private TenantCounters() {}

    @Xdp
    static XdpAction count(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var vlan = packet.next(Vlan.class);
        if (vlan == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return PASS;

        var table = tenants.lookup(vlan.tci & 0xfff);
        if (table == null) return PASS;
        var counter = table.lookupOrInsert((int) ip.protocol);
        if (counter != null) counter.add(1);
        return PASS;
    }
}
