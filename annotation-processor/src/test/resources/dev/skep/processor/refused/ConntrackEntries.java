import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.0")
final class ConntrackEntries {
    @KernelType("nf_conn")
    static final class Connection {
        @Unsigned long status;
        @Unsigned int mark;
    }

    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @Kfunc("bpf_xdp_ct_alloc")
    static native BpfReference<Connection> reference(XdpContext context, BpfSockTuple4 tuple, BpfCtOpts options);

    @Kfunc("bpf_xdp_ct_lookup")
    static native BpfConntrack.Entry<Connection> entry(XdpContext context, BpfSockTuple4 tuple, BpfCtOpts options);

    @Kfunc("bpf_ct_release")
    static native void release(BpfConntrack.Entry<Connection> entry);

    @Xdp
    static int forgotten(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class);
//                                       ^ SKEP3014 `BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)` is not the resource of a `try`
        return 0;
    }

    @Xdp
    static int unheld(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)) {
            if (entry == null) return 0;
            BpfConntrack.insertEntry(entry);
//                                  ^ SKEP3014 `BpfConntrack.insertEntry(entry)` is not the resource of a `try`
        }
        return 0;
    }

    @Xdp
    static int twice(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)) {
            if (entry == null) return 0;
            try (var connection = BpfConntrack.insertEntry(entry)) {
                BpfConntrack.setTimeout(entry, 1000);
//                                      ^ SKEP3015 `entry` is null or inserted here
            }
        }
        return 0;
    }

    @Xdp
    static int early(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)) {
            if (entry == null) return 0;
            release(entry);
//                  ^ SKEP2029 `bpf_ct_release` takes no `BpfConntrack.Entry<Connection>` here
            BpfConntrack.changeTimeout(entry.value(), 1000);
//                                                ^ SKEP3042 `bpf_ct_change_timeout` takes pointers only that the verifier trusts, and not `entry.value()`
            BpfConntrack.changeTimeout(entry, 1000);
//                                     ^ SKEP2029 `bpf_ct_change_timeout` takes no `BpfConntrack.Entry<Connection>` here
        }
        return 0;
    }

    @Xdp
    static int mistaken(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = reference(context, tuple, options)) {
//                                ^ SKEP2029 `bpf_xdp_ct_alloc` returns no `BpfReference<Connection>`
            return 1;
        }
    }

    @Xdp
    static int reversed(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = entry(context, tuple, options)) {
//                            ^ SKEP2029 `bpf_xdp_ct_lookup` returns no `BpfConntrack.Entry<Connection>`
            return 1;
        }
    }

    @Xdp
    static int other(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Task.class)) {
//                                            ^ SKEP2029 `bpf_xdp_ct_alloc` returns a `nf_conn___init`, and `Task` is none
            return 1;
        }
    }

    @Xdp
    static int written(XdpContext context) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)) {
            if (entry == null) return 0;
            entry.value().mark = 1;
//                       ^ SKEP3016 a program that writes to `mark` needs kernel 6.1, the object must load on 6.0
            entry.value().status = 1;
//                       ^ SKEP2032 `entry.value().status` is memory of the kernel, and this is no program of a @StructOps class
        }
        return 0;
    }

    @CgroupSkb
    static int elsewhere(SkBuff skb) {
        var tuple = new BpfSockTuple4();
        var options = new BpfCtOpts();
        try (var entry = BpfConntrack.skbAlloc(skb, tuple, options, Connection.class)) {
//                                            ^ SKEP3023 `bpf_skb_ct_alloc` is not for programs of type `BPF_PROG_TYPE_CGROUP_SKB`
            return 1;
        }
    }
}
