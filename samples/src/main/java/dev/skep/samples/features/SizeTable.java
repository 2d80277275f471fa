package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.Length;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;

/**
 * Counts packets by protocol and size. The table lies in a struct as {@code int packets[3][16]} does in C: a row for each protocol, in it a
 * column for each power of two.
 */
@Bpf(license = "GPL")
final class SizeTable {
    private static final int ROWS = 3;
    private static final int COLUMNS = 16;

    @Struct
    static final class Table {
        @Length({ROWS, COLUMNS})
        @Unsigned
        int[][] packets;
    }

    static final BpfPerCpuArray<Table> tables = BpfPerCpuArray.of(1);

    private SizeTable() {}

    @Xdp
    static XdpAction count(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        var table = tables.lookup(0);
        if (ip == null || table == null) return PASS;

        int row =
                switch (ip.protocol) {
                    case IpProtocol.TCP -> 0;
                    case IpProtocol.UDP -> 1;
                    default -> 2;
                };
        int column = 0;
        for (int size = ip.totLen; size > 1 && column < COLUMNS - 1; size >>= 1) column++;
        table.packets[row][column]++;
        return PASS;
    }
}
