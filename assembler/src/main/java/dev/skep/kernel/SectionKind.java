package dev.skep.kernel;

import static dev.skep.kernel.SectionKind.Loaders.ALL;
import static dev.skep.kernel.SectionKind.Loaders.LIBBPF_ONLY;
import static dev.skep.kernel.SectionKind.Loaders.NOT_AYA;
import static dev.skep.kernel.SectionKind.Match.EXACT;
import static dev.skep.kernel.SectionKind.Match.PREFIX;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The names of program sections and what a loader makes of them, in the order in which libbpf tries them.
 *
 * <p>Columns: name · whether {@code /target} may follow · program type · expected attach type, empty where none is sent ·
 * flags · first libbpf · loaders that know it. The flags are libbpf's: {@code A} the attach type is always sent,
 * {@code AO} sent where the kernel knows it, {@code S} sleepable, {@code F} takes packets in fragments, {@code B} the target
 * is found in the kernel's BTF, {@code U} a user statically defined tracepoint. From libbpf's table of section
 * definitions (1.8), and the parsers of cilium/ebpf 0.22 and aya 0.13.
 */
public enum SectionKind {
    // spotless:off
    /** {@code socket}. */
    SOCKET                   ("socket",                   EXACT,  ProgramType.SOCKET_FILTER,           "",                                "",    "0.1", ALL),
    /** {@code sk_reuseport/migrate}. */
    SK_REUSEPORT_MIGRATE     ("sk_reuseport/migrate",     EXACT,  ProgramType.SK_REUSEPORT,            "SK_REUSEPORT_SELECT_OR_MIGRATE",  "A",   "0.5", ALL),
    /** {@code sk_reuseport}. */
    SK_REUSEPORT             ("sk_reuseport",             EXACT,  ProgramType.SK_REUSEPORT,            "SK_REUSEPORT_SELECT",             "A",   "0.1", ALL),
    /** {@code kprobe/…}. */
    KPROBE                   ("kprobe",                   PREFIX, ProgramType.KPROBE,                  "",                                "",    "0.1", ALL),
    /** {@code uprobe/…}. */
    UPROBE                   ("uprobe",                   PREFIX, ProgramType.KPROBE,                  "",                                "",    "0.1", ALL),
    /** {@code uprobe.s/…}. */
    UPROBE_S                 ("uprobe.s",                 PREFIX, ProgramType.KPROBE,                  "",                                "S",   "1.0", ALL),
    /** {@code kretprobe/…}. */
    KRETPROBE                ("kretprobe",                PREFIX, ProgramType.KPROBE,                  "",                                "",    "0.1", ALL),
    /** {@code uretprobe/…}. */
    URETPROBE                ("uretprobe",                PREFIX, ProgramType.KPROBE,                  "",                                "",    "0.1", ALL),
    /** {@code uretprobe.s/…}. */
    URETPROBE_S              ("uretprobe.s",              PREFIX, ProgramType.KPROBE,                  "",                                "S",   "1.0", ALL),
    /** {@code kprobe.multi/…}. */
    KPROBE_MULTI             ("kprobe.multi",             PREFIX, ProgramType.KPROBE,                  "TRACE_KPROBE_MULTI",              "",    "0.8", NOT_AYA),
    /** {@code kretprobe.multi/…}. */
    KRETPROBE_MULTI          ("kretprobe.multi",          PREFIX, ProgramType.KPROBE,                  "TRACE_KPROBE_MULTI",              "",    "0.8", NOT_AYA),
    /** {@code kprobe.session/…}. */
    KPROBE_SESSION           ("kprobe.session",           PREFIX, ProgramType.KPROBE,                  "TRACE_KPROBE_SESSION",            "",    "1.5", NOT_AYA),
    /** {@code uprobe.multi/…}. */
    UPROBE_MULTI             ("uprobe.multi",             PREFIX, ProgramType.KPROBE,                  "TRACE_UPROBE_MULTI",              "",    "1.3", ALL),
    /** {@code uretprobe.multi/…}. */
    URETPROBE_MULTI          ("uretprobe.multi",          PREFIX, ProgramType.KPROBE,                  "TRACE_UPROBE_MULTI",              "",    "1.3", ALL),
    /** {@code uprobe.session/…}. */
    UPROBE_SESSION           ("uprobe.session",           PREFIX, ProgramType.KPROBE,                  "TRACE_UPROBE_SESSION",            "",    "1.6", NOT_AYA),
    /** {@code uprobe.multi.s/…}. */
    UPROBE_MULTI_S           ("uprobe.multi.s",           PREFIX, ProgramType.KPROBE,                  "TRACE_UPROBE_MULTI",              "S",   "1.3", ALL),
    /** {@code uretprobe.multi.s/…}. */
    URETPROBE_MULTI_S        ("uretprobe.multi.s",        PREFIX, ProgramType.KPROBE,                  "TRACE_UPROBE_MULTI",              "S",   "1.3", ALL),
    /** {@code uprobe.session.s/…}. */
    UPROBE_SESSION_S         ("uprobe.session.s",         PREFIX, ProgramType.KPROBE,                  "TRACE_UPROBE_SESSION",            "S",   "1.6", NOT_AYA),
    /** {@code ksyscall/…}. */
    KSYSCALL                 ("ksyscall",                 PREFIX, ProgramType.KPROBE,                  "",                                "",    "1.0", NOT_AYA),
    /** {@code kretsyscall/…}. */
    KRETSYSCALL              ("kretsyscall",              PREFIX, ProgramType.KPROBE,                  "",                                "",    "1.0", NOT_AYA),
    /** {@code usdt/…}. */
    USDT                     ("usdt",                     PREFIX, ProgramType.KPROBE,                  "",                                "U",   "0.8", NOT_AYA),
    /** {@code usdt.s/…}. */
    USDT_S                   ("usdt.s",                   PREFIX, ProgramType.KPROBE,                  "",                                "U S", "1.3", NOT_AYA),
    /** {@code tc/ingress}. */
    TC_INGRESS               ("tc/ingress",               EXACT,  ProgramType.SCHED_CLS,               "TCX_INGRESS",                     "",    "1.3", NOT_AYA),
    /** {@code tc/egress}. */
    TC_EGRESS                ("tc/egress",                EXACT,  ProgramType.SCHED_CLS,               "TCX_EGRESS",                      "",    "1.3", NOT_AYA),
    /** {@code tcx/ingress}. */
    TCX_INGRESS              ("tcx/ingress",              EXACT,  ProgramType.SCHED_CLS,               "TCX_INGRESS",                     "",    "1.3", NOT_AYA),
    /** {@code tcx/egress}. */
    TCX_EGRESS               ("tcx/egress",               EXACT,  ProgramType.SCHED_CLS,               "TCX_EGRESS",                      "",    "1.3", NOT_AYA),
    /** {@code tc}. */
    TC                       ("tc",                       EXACT,  ProgramType.SCHED_CLS,               "",                                "",    "0.6", NOT_AYA),
    /** {@code classifier}. */
    CLASSIFIER               ("classifier",               EXACT,  ProgramType.SCHED_CLS,               "",                                "",    "0.1", ALL),
    /** {@code action}. */
    ACTION                   ("action",                   EXACT,  ProgramType.SCHED_ACT,               "",                                "",    "0.1", NOT_AYA),
    /** {@code netkit/primary}. */
    NETKIT_PRIMARY           ("netkit/primary",           EXACT,  ProgramType.SCHED_CLS,               "NETKIT_PRIMARY",                  "",    "1.3", NOT_AYA),
    /** {@code netkit/peer}. */
    NETKIT_PEER              ("netkit/peer",              EXACT,  ProgramType.SCHED_CLS,               "NETKIT_PEER",                     "",    "1.3", NOT_AYA),
    /** {@code tracepoint/…}. */
    TRACEPOINT               ("tracepoint",               PREFIX, ProgramType.TRACEPOINT,              "",                                "",    "0.1", ALL),
    /** {@code tp/…}. */
    TP                       ("tp",                       PREFIX, ProgramType.TRACEPOINT,              "",                                "",    "0.1", ALL),
    /** {@code tracepoint.s/…}. */
    TRACEPOINT_S             ("tracepoint.s",             PREFIX, ProgramType.TRACEPOINT,              "",                                "S",   "1.8", LIBBPF_ONLY),
    /** {@code tp.s/…}. */
    TP_S                     ("tp.s",                     PREFIX, ProgramType.TRACEPOINT,              "",                                "S",   "1.8", LIBBPF_ONLY),
    /** {@code raw_tracepoint/…}. */
    RAW_TRACEPOINT           ("raw_tracepoint",           PREFIX, ProgramType.RAW_TRACEPOINT,          "",                                "",    "0.1", ALL),
    /** {@code raw_tp/…}. */
    RAW_TP                   ("raw_tp",                   PREFIX, ProgramType.RAW_TRACEPOINT,          "",                                "",    "0.1", ALL),
    /** {@code raw_tracepoint.s/…}. */
    RAW_TRACEPOINT_S         ("raw_tracepoint.s",         PREFIX, ProgramType.RAW_TRACEPOINT,          "",                                "S",   "1.8", LIBBPF_ONLY),
    /** {@code raw_tp.s/…}. */
    RAW_TP_S                 ("raw_tp.s",                 PREFIX, ProgramType.RAW_TRACEPOINT,          "",                                "S",   "1.8", LIBBPF_ONLY),
    /** {@code raw_tracepoint.w/…}. */
    RAW_TRACEPOINT_W         ("raw_tracepoint.w",         PREFIX, ProgramType.RAW_TRACEPOINT_WRITABLE, "",                                "",    "0.6", NOT_AYA),
    /** {@code raw_tp.w/…}. */
    RAW_TP_W                 ("raw_tp.w",                 PREFIX, ProgramType.RAW_TRACEPOINT_WRITABLE, "",                                "",    "0.6", NOT_AYA),
    /** {@code tp_btf/…}. */
    TP_BTF                   ("tp_btf",                   PREFIX, ProgramType.TRACING,                 "TRACE_RAW_TP",                    "B",   "0.1", ALL),
    /** {@code tp_btf.s/…}. */
    TP_BTF_S                 ("tp_btf.s",                 PREFIX, ProgramType.TRACING,                 "TRACE_RAW_TP",                    "B S", "1.8", LIBBPF_ONLY),
    /** {@code fentry/…}. */
    FENTRY                   ("fentry",                   PREFIX, ProgramType.TRACING,                 "TRACE_FENTRY",                    "B",   "0.1", ALL),
    /** {@code fmod_ret/…}. */
    FMOD_RET                 ("fmod_ret",                 PREFIX, ProgramType.TRACING,                 "MODIFY_RETURN",                   "B",   "0.1", NOT_AYA),
    /** {@code fexit/…}. */
    FEXIT                    ("fexit",                    PREFIX, ProgramType.TRACING,                 "TRACE_FEXIT",                     "B",   "0.1", ALL),
    /** {@code fentry.s/…}. */
    FENTRY_S                 ("fentry.s",                 PREFIX, ProgramType.TRACING,                 "TRACE_FENTRY",                    "B S", "0.2", ALL),
    /** {@code fmod_ret.s/…}. */
    FMOD_RET_S               ("fmod_ret.s",               PREFIX, ProgramType.TRACING,                 "MODIFY_RETURN",                   "B S", "0.2", NOT_AYA),
    /** {@code fexit.s/…}. */
    FEXIT_S                  ("fexit.s",                  PREFIX, ProgramType.TRACING,                 "TRACE_FEXIT",                     "B S", "0.2", ALL),
    /** {@code fsession/…}. */
    FSESSION                 ("fsession",                 PREFIX, ProgramType.TRACING,                 "TRACE_FSESSION",                  "B",   "1.7", NOT_AYA),
    /** {@code fsession.s/…}. */
    FSESSION_S               ("fsession.s",               PREFIX, ProgramType.TRACING,                 "TRACE_FSESSION",                  "B S", "1.7", NOT_AYA),
    /** {@code fsession.multi/…}. */
    FSESSION_MULTI           ("fsession.multi",           PREFIX, ProgramType.TRACING,                 "TRACE_FSESSION_MULTI",            "",    "1.8", LIBBPF_ONLY),
    /** {@code fsession.multi.s/…}. */
    FSESSION_MULTI_S         ("fsession.multi.s",         PREFIX, ProgramType.TRACING,                 "TRACE_FSESSION_MULTI",            "S",   "1.8", LIBBPF_ONLY),
    /** {@code fentry.multi/…}. */
    FENTRY_MULTI             ("fentry.multi",             PREFIX, ProgramType.TRACING,                 "TRACE_FENTRY_MULTI",              "",    "1.8", LIBBPF_ONLY),
    /** {@code fexit.multi/…}. */
    FEXIT_MULTI              ("fexit.multi",              PREFIX, ProgramType.TRACING,                 "TRACE_FEXIT_MULTI",               "",    "1.8", LIBBPF_ONLY),
    /** {@code fentry.multi.s/…}. */
    FENTRY_MULTI_S           ("fentry.multi.s",           PREFIX, ProgramType.TRACING,                 "TRACE_FENTRY_MULTI",              "S",   "1.8", LIBBPF_ONLY),
    /** {@code fexit.multi.s/…}. */
    FEXIT_MULTI_S            ("fexit.multi.s",            PREFIX, ProgramType.TRACING,                 "TRACE_FEXIT_MULTI",               "S",   "1.8", LIBBPF_ONLY),
    /** {@code freplace/…}. */
    FREPLACE                 ("freplace",                 PREFIX, ProgramType.EXT,                     "",                                "B",   "0.1", ALL),
    /** {@code lsm/…}. */
    LSM                      ("lsm",                      PREFIX, ProgramType.LSM,                     "LSM_MAC",                         "B",   "0.1", ALL),
    /** {@code lsm.s/…}. */
    LSM_S                    ("lsm.s",                    PREFIX, ProgramType.LSM,                     "LSM_MAC",                         "B S", "0.2", ALL),
    /** {@code lsm_cgroup/…}. */
    LSM_CGROUP               ("lsm_cgroup",               PREFIX, ProgramType.LSM,                     "LSM_CGROUP",                      "B",   "1.0", ALL),
    /** {@code iter/…}. */
    ITER                     ("iter",                     PREFIX, ProgramType.TRACING,                 "TRACE_ITER",                      "B",   "0.1", ALL),
    /** {@code iter.s/…}. */
    ITER_S                   ("iter.s",                   PREFIX, ProgramType.TRACING,                 "TRACE_ITER",                      "B S", "0.7", ALL),
    /** {@code syscall}. */
    SYSCALL                  ("syscall",                  EXACT,  ProgramType.SYSCALL,                 "",                                "S",   "0.5", NOT_AYA),
    /** {@code xdp.frags/devmap}. */
    XDP_FRAGS_DEVMAP         ("xdp.frags/devmap",         EXACT,  ProgramType.XDP,                     "XDP_DEVMAP",                      "F",   "0.7", ALL),
    /** {@code xdp/devmap}. */
    XDP_DEVMAP               ("xdp/devmap",               EXACT,  ProgramType.XDP,                     "XDP_DEVMAP",                      "A",   "0.7", ALL),
    /** {@code xdp.frags/cpumap}. */
    XDP_FRAGS_CPUMAP         ("xdp.frags/cpumap",         EXACT,  ProgramType.XDP,                     "XDP_CPUMAP",                      "F",   "0.7", ALL),
    /** {@code xdp/cpumap}. */
    XDP_CPUMAP               ("xdp/cpumap",               EXACT,  ProgramType.XDP,                     "XDP_CPUMAP",                      "A",   "0.7", ALL),
    /** {@code xdp.frags}. */
    XDP_FRAGS                ("xdp.frags",                EXACT,  ProgramType.XDP,                     "XDP",                             "F",   "0.7", ALL),
    /** {@code xdp}. */
    XDP                      ("xdp",                      EXACT,  ProgramType.XDP,                     "XDP",                             "AO",  "0.1", ALL),
    /** {@code perf_event}. */
    PERF_EVENT               ("perf_event",               EXACT,  ProgramType.PERF_EVENT,              "",                                "",    "0.1", ALL),
    /** {@code lwt_in}. */
    LWT_IN                   ("lwt_in",                   EXACT,  ProgramType.LWT_IN,                  "",                                "",    "0.1", NOT_AYA),
    /** {@code lwt_out}. */
    LWT_OUT                  ("lwt_out",                  EXACT,  ProgramType.LWT_OUT,                 "",                                "",    "0.1", NOT_AYA),
    /** {@code lwt_xmit}. */
    LWT_XMIT                 ("lwt_xmit",                 EXACT,  ProgramType.LWT_XMIT,                "",                                "",    "0.1", NOT_AYA),
    /** {@code lwt_seg6local}. */
    LWT_SEG6LOCAL            ("lwt_seg6local",            EXACT,  ProgramType.LWT_SEG6LOCAL,           "",                                "",    "0.1", NOT_AYA),
    /** {@code sockops}. */
    SOCKOPS                  ("sockops",                  EXACT,  ProgramType.SOCK_OPS,                "CGROUP_SOCK_OPS",                 "AO",  "0.1", ALL),
    /** {@code sk_skb/stream_parser}. */
    SK_SKB_STREAM_PARSER     ("sk_skb/stream_parser",     EXACT,  ProgramType.SK_SKB,                  "SK_SKB_STREAM_PARSER",            "AO",  "0.1", ALL),
    /** {@code sk_skb/stream_verdict}. */
    SK_SKB_STREAM_VERDICT    ("sk_skb/stream_verdict",    EXACT,  ProgramType.SK_SKB,                  "SK_SKB_STREAM_VERDICT",           "AO",  "0.1", ALL),
    /** {@code sk_skb/verdict}. */
    SK_SKB_VERDICT           ("sk_skb/verdict",           EXACT,  ProgramType.SK_SKB,                  "SK_SKB_VERDICT",                  "AO",  "1.4", NOT_AYA),
    /** {@code sk_skb}. */
    SK_SKB                   ("sk_skb",                   EXACT,  ProgramType.SK_SKB,                  "",                                "",    "0.1", NOT_AYA),
    /** {@code sk_msg}. */
    SK_MSG                   ("sk_msg",                   EXACT,  ProgramType.SK_MSG,                  "SK_MSG_VERDICT",                  "AO",  "0.1", ALL),
    /** {@code lirc_mode2}. */
    LIRC_MODE2               ("lirc_mode2",               EXACT,  ProgramType.LIRC_MODE2,              "LIRC_MODE2",                      "AO",  "0.1", ALL),
    /** {@code flow_dissector}. */
    FLOW_DISSECTOR           ("flow_dissector",           EXACT,  ProgramType.FLOW_DISSECTOR,          "FLOW_DISSECTOR",                  "AO",  "0.1", ALL),
    /** {@code cgroup_skb/ingress}. */
    CGROUP_SKB_INGRESS       ("cgroup_skb/ingress",       EXACT,  ProgramType.CGROUP_SKB,              "CGROUP_INET_INGRESS",             "AO",  "0.1", ALL),
    /** {@code cgroup_skb/egress}. */
    CGROUP_SKB_EGRESS        ("cgroup_skb/egress",        EXACT,  ProgramType.CGROUP_SKB,              "CGROUP_INET_EGRESS",              "AO",  "0.1", ALL),
    /** {@code cgroup/skb}. */
    CGROUP_SKB               ("cgroup/skb",               EXACT,  ProgramType.CGROUP_SKB,              "",                                "",    "0.1", ALL),
    /** {@code cgroup/sock_create}. */
    CGROUP_SOCK_CREATE       ("cgroup/sock_create",       EXACT,  ProgramType.CGROUP_SOCK,             "CGROUP_INET_SOCK_CREATE",         "A",   "0.1", ALL),
    /** {@code cgroup/sock_release}. */
    CGROUP_SOCK_RELEASE      ("cgroup/sock_release",      EXACT,  ProgramType.CGROUP_SOCK,             "CGROUP_INET_SOCK_RELEASE",        "A",   "0.1", ALL),
    /** {@code cgroup/sock}. */
    CGROUP_SOCK              ("cgroup/sock",              EXACT,  ProgramType.CGROUP_SOCK,             "CGROUP_INET_SOCK_CREATE",         "AO",  "0.1", ALL),
    /** {@code cgroup/post_bind4}. */
    CGROUP_POST_BIND4        ("cgroup/post_bind4",        EXACT,  ProgramType.CGROUP_SOCK,             "CGROUP_INET4_POST_BIND",          "A",   "0.1", ALL),
    /** {@code cgroup/post_bind6}. */
    CGROUP_POST_BIND6        ("cgroup/post_bind6",        EXACT,  ProgramType.CGROUP_SOCK,             "CGROUP_INET6_POST_BIND",          "A",   "0.1", ALL),
    /** {@code cgroup/bind4}. */
    CGROUP_BIND4             ("cgroup/bind4",             EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_INET4_BIND",               "A",   "0.1", ALL),
    /** {@code cgroup/bind6}. */
    CGROUP_BIND6             ("cgroup/bind6",             EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_INET6_BIND",               "A",   "0.1", ALL),
    /** {@code cgroup/connect4}. */
    CGROUP_CONNECT4          ("cgroup/connect4",          EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_INET4_CONNECT",            "A",   "0.1", ALL),
    /** {@code cgroup/connect6}. */
    CGROUP_CONNECT6          ("cgroup/connect6",          EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_INET6_CONNECT",            "A",   "0.1", ALL),
    /** {@code cgroup/connect_unix}. */
    CGROUP_CONNECT_UNIX      ("cgroup/connect_unix",      EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_UNIX_CONNECT",             "A",   "1.3", NOT_AYA),
    /** {@code cgroup/sendmsg4}. */
    CGROUP_SENDMSG4          ("cgroup/sendmsg4",          EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_UDP4_SENDMSG",             "A",   "0.1", ALL),
    /** {@code cgroup/sendmsg6}. */
    CGROUP_SENDMSG6          ("cgroup/sendmsg6",          EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_UDP6_SENDMSG",             "A",   "0.1", ALL),
    /** {@code cgroup/sendmsg_unix}. */
    CGROUP_SENDMSG_UNIX      ("cgroup/sendmsg_unix",      EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_UNIX_SENDMSG",             "A",   "1.3", NOT_AYA),
    /** {@code cgroup/recvmsg4}. */
    CGROUP_RECVMSG4          ("cgroup/recvmsg4",          EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_UDP4_RECVMSG",             "A",   "0.1", ALL),
    /** {@code cgroup/recvmsg6}. */
    CGROUP_RECVMSG6          ("cgroup/recvmsg6",          EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_UDP6_RECVMSG",             "A",   "0.1", ALL),
    /** {@code cgroup/recvmsg_unix}. */
    CGROUP_RECVMSG_UNIX      ("cgroup/recvmsg_unix",      EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_UNIX_RECVMSG",             "A",   "1.3", NOT_AYA),
    /** {@code cgroup/getpeername4}. */
    CGROUP_GETPEERNAME4      ("cgroup/getpeername4",      EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_INET4_GETPEERNAME",        "A",   "0.1", ALL),
    /** {@code cgroup/getpeername6}. */
    CGROUP_GETPEERNAME6      ("cgroup/getpeername6",      EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_INET6_GETPEERNAME",        "A",   "0.1", ALL),
    /** {@code cgroup/getpeername_unix}. */
    CGROUP_GETPEERNAME_UNIX  ("cgroup/getpeername_unix",  EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_UNIX_GETPEERNAME",         "A",   "1.3", NOT_AYA),
    /** {@code cgroup/getsockname4}. */
    CGROUP_GETSOCKNAME4      ("cgroup/getsockname4",      EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_INET4_GETSOCKNAME",        "A",   "0.1", ALL),
    /** {@code cgroup/getsockname6}. */
    CGROUP_GETSOCKNAME6      ("cgroup/getsockname6",      EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_INET6_GETSOCKNAME",        "A",   "0.1", ALL),
    /** {@code cgroup/getsockname_unix}. */
    CGROUP_GETSOCKNAME_UNIX  ("cgroup/getsockname_unix",  EXACT,  ProgramType.CGROUP_SOCK_ADDR,        "CGROUP_UNIX_GETSOCKNAME",         "A",   "1.3", NOT_AYA),
    /** {@code cgroup/sysctl}. */
    CGROUP_SYSCTL            ("cgroup/sysctl",            EXACT,  ProgramType.CGROUP_SYSCTL,           "CGROUP_SYSCTL",                   "A",   "0.1", ALL),
    /** {@code cgroup/getsockopt}. */
    CGROUP_GETSOCKOPT        ("cgroup/getsockopt",        EXACT,  ProgramType.CGROUP_SOCKOPT,          "CGROUP_GETSOCKOPT",               "A",   "0.1", ALL),
    /** {@code cgroup/setsockopt}. */
    CGROUP_SETSOCKOPT        ("cgroup/setsockopt",        EXACT,  ProgramType.CGROUP_SOCKOPT,          "CGROUP_SETSOCKOPT",               "A",   "0.1", ALL),
    /** {@code cgroup/dev}. */
    CGROUP_DEV               ("cgroup/dev",               EXACT,  ProgramType.CGROUP_DEVICE,           "CGROUP_DEVICE",                   "AO",  "0.1", ALL),
    /** {@code struct_ops/…}. */
    STRUCT_OPS               ("struct_ops",               PREFIX, ProgramType.STRUCT_OPS,              "",                                "",    "0.1", NOT_AYA),
    /** {@code struct_ops.s/…}. */
    STRUCT_OPS_S             ("struct_ops.s",             PREFIX, ProgramType.STRUCT_OPS,              "",                                "S",   "1.2", NOT_AYA),
    /** {@code sk_lookup}. */
    SK_LOOKUP                ("sk_lookup",                EXACT,  ProgramType.SK_LOOKUP,               "SK_LOOKUP",                       "A",   "0.1", ALL),
    /** {@code netfilter}. */
    NETFILTER                ("netfilter",                EXACT,  ProgramType.NETFILTER,               "NETFILTER",                       "",    "1.3", NOT_AYA);
    // spotless:on

    private static final KernelVersion FRAGMENTS = new KernelVersion(5, 18);
    private static final KernelVersion SLEEPING_PROBES = new KernelVersion(6, 0);

    private final String word;
    private final Match match;
    private final ProgramType programType;
    private final String attachType;
    private final String flags;
    private final String libbpf;
    private final Loaders loaders;

    SectionKind(
            String word,
            Match match,
            ProgramType programType,
            String attachType,
            String flags,
            String libbpf,
            Loaders loaders) {
        this.word = word;
        this.match = match;
        this.programType = programType;
        this.attachType = attachType;
        this.flags = flags;
        this.libbpf = libbpf;
        this.loaders = loaders;
    }

    /** How much of a section's name the word is. */
    public enum Match {
        /** All of it. */
        EXACT,
        /** All of it, or what stands before the slash and the target. */
        PREFIX
    }

    /** The loaders that know a name. */
    public enum Loaders {
        /** libbpf, cilium/ebpf and aya. */
        ALL,
        /** libbpf and cilium/ebpf; aya refuses the whole object. */
        NOT_AYA,
        /** libbpf alone. */
        LIBBPF_ONLY
    }

    /** Returns the name without a target, {@code kprobe}. */
    public String word() {
        return word;
    }

    /** Returns whether a target may follow. */
    public Match match() {
        return match;
    }

    /** Returns the program type. */
    public ProgramType programType() {
        return programType;
    }

    /** Returns the attach type that is sent when the program is loaded; empty where none is. */
    public Optional<AttachType> attachType() {
        return attachType.isEmpty() ? Optional.empty() : Optional.of(AttachType.valueOf(attachType));
    }

    /** Tells whether a loader leaves the attach type out on kernels that do not know it. */
    public boolean attachTypeOptional() {
        return flags.equals("AO");
    }

    /** Returns the first kernel that loads such programs. */
    public KernelVersion since() {
        var needs = new ArrayList<KernelVersion>(List.of(programType.since()));
        if (!attachTypeOptional()) attachType().map(AttachType::since).ifPresent(needs::add);
        if (takesFragments()) needs.add(FRAGMENTS);
        if (sleepable() && programType == ProgramType.KPROBE) needs.add(SLEEPING_PROBES);
        return Collections.max(needs);
    }

    /** Tells whether the program may sleep. */
    public boolean sleepable() {
        return flags.indexOf('S') >= 0;
    }

    /** Tells whether the program takes packets that lie in fragments. */
    public boolean takesFragments() {
        return flags.indexOf('F') >= 0;
    }

    /** Tells whether the target is found in the kernel's BTF, and the context has its types. */
    public boolean targetInBtf() {
        return flags.indexOf('B') >= 0;
    }

    /** Tells whether it is attached with the maps that libbpf wants for user statically defined tracepoints. */
    public boolean isUsdt() {
        return flags.indexOf('U') >= 0;
    }

    /** Returns the first libbpf that knows it, {@code 0.1} for those that always did. */
    public String libbpfSince() {
        return libbpf;
    }

    /** Returns the loaders that know it. */
    public Loaders loaders() {
        return loaders;
    }
}
