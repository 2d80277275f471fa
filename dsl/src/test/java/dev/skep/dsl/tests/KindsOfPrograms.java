package dev.skep.dsl.tests;

import dev.skep.dsl.CgroupVerdict;
import dev.skep.dsl.FlowDissectorVerdict;
import dev.skep.dsl.LwtVerdict;
import dev.skep.dsl.NetfilterVerdict;
import dev.skep.dsl.ProgramBuilder;
import dev.skep.dsl.ProgramType;
import dev.skep.dsl.SkAction;
import dev.skep.dsl.TcAction;
import dev.skep.dsl.TcxAction;
import dev.skep.dsl.XdpAction;
import dev.skep.dsl.context.CgroupDevice;
import dev.skep.dsl.context.LircSample;
import dev.skep.dsl.context.NfCtx;
import dev.skep.dsl.context.PerfEventData;
import dev.skep.dsl.context.PtRegs;
import dev.skep.dsl.context.RawTracepointArgs;
import dev.skep.dsl.context.SkBuff;
import dev.skep.dsl.context.SkLookup;
import dev.skep.dsl.context.SkMsg;
import dev.skep.dsl.context.SkReuseport;
import dev.skep.dsl.context.Sock;
import dev.skep.dsl.context.SockAddr;
import dev.skep.dsl.context.SockOps;
import dev.skep.dsl.context.Sockopt;
import dev.skep.dsl.context.SyscallMemory;
import dev.skep.dsl.context.Sysctl;
import dev.skep.dsl.context.TracepointRecord;
import dev.skep.dsl.context.XdpMd;
import dev.skep.kernel.SectionKind;
import java.util.ArrayList;
import java.util.List;

/** Every kind of program that the fluent API has a method for. */
final class KindsOfPrograms {
    /**
     * A kind.
     *
     * @param section what the object must call it
     * @param fields the class that declares its context
     */
    record Kind<C, A>(String section, ProgramType<? extends ProgramBuilder<C, A>> type, Class<C> fields, A result) {
        SectionKind kind() {
            return dev.skep.kernel.SectionName.parse(section).kind();
        }

        @Override
        public String toString() {
            return section;
        }
    }

    private KindsOfPrograms() {}

    static List<Kind<?, ?>> all() {
        var kinds = new ArrayList<Kind<?, ?>>();
        // spotless:off
        kinds.add(new Kind<>("xdp",                     ProgramType.xdp(),                                      XdpMd.class,             XdpAction.PASS));
        kinds.add(new Kind<>("xdp/devmap",              ProgramType.xdp(SectionKind.XDP_DEVMAP),                XdpMd.class,             XdpAction.PASS));
        kinds.add(new Kind<>("xdp/cpumap",              ProgramType.xdp(SectionKind.XDP_CPUMAP),                XdpMd.class,             XdpAction.PASS));
        kinds.add(new Kind<>("xdp.frags",               ProgramType.xdp().frags(),                              XdpMd.class,             XdpAction.PASS));
        kinds.add(new Kind<>("xdp.frags/devmap",        ProgramType.xdp(SectionKind.XDP_DEVMAP).frags(),        XdpMd.class,             XdpAction.PASS));
        kinds.add(new Kind<>("xdp.frags/cpumap",        ProgramType.xdp(SectionKind.XDP_CPUMAP).frags(),        XdpMd.class,             XdpAction.PASS));
        kinds.add(new Kind<>("classifier",              ProgramType.tc(),                                       SkBuff.class,            TcAction.OK));
        kinds.add(new Kind<>("tc/ingress",              ProgramType.tc(SectionKind.TC_INGRESS),                 SkBuff.class,            TcAction.OK));
        kinds.add(new Kind<>("tc/egress",               ProgramType.tc(SectionKind.TC_EGRESS),                  SkBuff.class,            TcAction.OK));
        kinds.add(new Kind<>("tcx/ingress",             ProgramType.tcx(SectionKind.TCX_INGRESS),               SkBuff.class,            TcxAction.NEXT));
        kinds.add(new Kind<>("tcx/egress",              ProgramType.tcx(SectionKind.TCX_EGRESS),                SkBuff.class,            TcxAction.NEXT));
        kinds.add(new Kind<>("netkit/primary",          ProgramType.netkit(SectionKind.NETKIT_PRIMARY),         SkBuff.class,            TcxAction.NEXT));
        kinds.add(new Kind<>("netkit/peer",             ProgramType.netkit(SectionKind.NETKIT_PEER),            SkBuff.class,            TcxAction.NEXT));
        kinds.add(new Kind<>("socket",                  ProgramType.socketFilter(),                             SkBuff.class,            1));
        kinds.add(new Kind<>("cgroup/skb",              ProgramType.cgroupSkb(),                                SkBuff.class,            CgroupVerdict.ALLOW));
        kinds.add(new Kind<>("cgroup_skb/ingress",      ProgramType.cgroupSkb(SectionKind.CGROUP_SKB_INGRESS),  SkBuff.class,            CgroupVerdict.ALLOW));
        kinds.add(new Kind<>("cgroup_skb/egress",       ProgramType.cgroupSkb(SectionKind.CGROUP_SKB_EGRESS),   SkBuff.class,            CgroupVerdict.ALLOW));
        kinds.add(new Kind<>("sk_skb/stream_parser",    ProgramType.skSkb(SectionKind.SK_SKB_STREAM_PARSER),    SkBuff.class,            SkAction.PASS));
        kinds.add(new Kind<>("sk_skb/stream_verdict",   ProgramType.skSkb(SectionKind.SK_SKB_STREAM_VERDICT),   SkBuff.class,            SkAction.PASS));
        kinds.add(new Kind<>("sk_skb/verdict",          ProgramType.skSkb(SectionKind.SK_SKB_VERDICT),          SkBuff.class,            SkAction.PASS));
        kinds.add(new Kind<>("flow_dissector",          ProgramType.flowDissector(),                            SkBuff.class,            FlowDissectorVerdict.OK));
        kinds.add(new Kind<>("lwt_in",                  ProgramType.lwtIn(),                                    SkBuff.class,            LwtVerdict.OK));
        kinds.add(new Kind<>("lwt_out",                 ProgramType.lwtOut(),                                   SkBuff.class,            LwtVerdict.OK));
        kinds.add(new Kind<>("lwt_xmit",                ProgramType.lwtXmit(),                                  SkBuff.class,            LwtVerdict.OK));
        kinds.add(new Kind<>("lwt_seg6local",           ProgramType.lwtSeg6local(),                             SkBuff.class,            LwtVerdict.OK));
        for (var kind : SectionKind.values()) {
            if (kind.programType() == dev.skep.kernel.ProgramType.CGROUP_SOCK)
                kinds.add(new Kind<>(kind.word(),       ProgramType.cgroupSock(kind),                           Sock.class,              CgroupVerdict.ALLOW));
            if (kind.programType() == dev.skep.kernel.ProgramType.CGROUP_SOCK_ADDR)
                kinds.add(new Kind<>(kind.word(),       ProgramType.cgroupSockAddr(kind),                       SockAddr.class,          CgroupVerdict.ALLOW));
            if (kind.programType() == dev.skep.kernel.ProgramType.KPROBE && !kind.isUsdt())
                kinds.add(new Kind<>(kind.word(),       ProgramType.probe(kind.word()),                         PtRegs.class,            0));
        }
        kinds.add(new Kind<>("cgroup/getsockopt",       ProgramType.cgroupSockopt(SectionKind.CGROUP_GETSOCKOPT), Sockopt.class,         CgroupVerdict.ALLOW));
        kinds.add(new Kind<>("cgroup/setsockopt",       ProgramType.cgroupSockopt(SectionKind.CGROUP_SETSOCKOPT), Sockopt.class,         CgroupVerdict.ALLOW));
        kinds.add(new Kind<>("cgroup/sysctl",           ProgramType.cgroupSysctl(),                             Sysctl.class,            CgroupVerdict.ALLOW));
        kinds.add(new Kind<>("cgroup/dev",              ProgramType.cgroupDevice(),                             CgroupDevice.class,      CgroupVerdict.ALLOW));
        kinds.add(new Kind<>("sockops",                 ProgramType.sockOps(),                                  SockOps.class,           1));
        kinds.add(new Kind<>("sk_msg",                  ProgramType.skMsg(),                                    SkMsg.class,             SkAction.PASS));
        kinds.add(new Kind<>("sk_lookup",               ProgramType.skLookup(),                                 SkLookup.class,          SkAction.PASS));
        kinds.add(new Kind<>("sk_reuseport",            ProgramType.skReuseport(),                              SkReuseport.class,       SkAction.PASS));
        kinds.add(new Kind<>("sk_reuseport/migrate",    ProgramType.skReuseportMigrate(),                       SkReuseport.class,       SkAction.PASS));
        kinds.add(new Kind<>("netfilter",               ProgramType.netfilter(),                                NfCtx.class,             NetfilterVerdict.ACCEPT));
        kinds.add(new Kind<>("lirc_mode2",              ProgramType.lircMode2(),                                LircSample.class,        0));
        kinds.add(new Kind<>("perf_event",              ProgramType.perfEvent(),                                PerfEventData.class,     0));
        kinds.add(new Kind<>("syscall",                 ProgramType.syscall(),                                  SyscallMemory.class,     0));
        kinds.add(new Kind<>("tracepoint",              ProgramType.tracepoint("sched", "sched_switch"),        TracepointRecord.class,  0));
        kinds.add(new Kind<>("raw_tracepoint",          ProgramType.rawTracepoint("sched_switch"),              RawTracepointArgs.class, 0));
        kinds.add(new Kind<>("raw_tracepoint.w",        ProgramType.rawTracepoint("nbd_send_request").writable(), RawTracepointArgs.class, 0));
        kinds.add(new Kind<>("freplace",                ProgramType.freplace("", XdpMd.CONTEXT),                XdpMd.class,             0));
        // spotless:on
        return kinds;
    }
}
