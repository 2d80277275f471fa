import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.1")
final class ConntrackEntriesMayBeNull {
    @KernelType("nf_conn")
    static final class Connection {
        @Unsigned int mark;
    }

    @Xdp
    static int unchecked(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)) {
            BpfConntrack.setTimeout(entry, 1000);
//                                  ^ SKEP3002 `entry` may be null here: `bpf_xdp_ct_alloc` returned it in line 14
        }
        return 0;
    }

    @Xdp
    static int sometimes(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)) {
            if (entry == null) return 0;
            if (context.rxQueueIndex > 1) entry.close();
            entry.value().mark = 1;
//          ^ SKEP3002 `entry` may be null here: one path leaves it null in line 27
        }
        return 0;
    }

    @Xdp
    static int uninserted(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)) {
            if (entry == null) return 0;
            try (var connection = BpfConntrack.insertEntry(entry)) {
                connection.value().mark = 1;
//              ^ SKEP3002 `connection` may be null here: `bpf_ct_insert_entry` returned it in line 40
            }
        }
        return 0;
    }
}
