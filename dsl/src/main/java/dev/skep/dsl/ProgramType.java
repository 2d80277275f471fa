package dev.skep.dsl;

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
import dev.skep.ir.BpfType;
import dev.skep.kernel.SectionKind;
import dev.skep.kernel.SectionMark;
import dev.skep.kernel.SectionName;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Where a program runs: its section in the object, and the builder with the words for that place. */
public final class ProgramType<B extends FunctionBuilder<?>> {
    private final String section;
    private final Set<SectionMark> marks;
    private final SectionName name;
    private final BpfType returned;
    private final Function<Body, B> builder;

    private ProgramType(String section, Set<SectionMark> marks, BpfType returned, Function<Body, B> builder) {
        this.section = section;
        this.marks = marks;
        this.name = SectionName.parse(SectionMark.mark(section, marks));
        this.returned = returned;
        this.builder = builder;
    }

    /** A program that sees packets as the network driver delivers them. */
    public static ProgramType<XdpBuilder> xdp() {
        return xdp(SectionKind.XDP);
    }

    /** The same, or behind a redirect: at an entry of a device map, {@code XDP_DEVMAP}, or of a CPU map, {@code XDP_CPUMAP}. */
    public static ProgramType<XdpBuilder> xdp(SectionKind place) {
        return new ProgramType<>(of(place, dev.skep.kernel.ProgramType.XDP), Set.of(), BpfType.S32, XdpBuilder::new);
    }

    /** A filter of traffic control; where it attaches is up to the loader. */
    public static ProgramType<ProgramBuilder<SkBuff, TcAction>> tc() {
        return program("classifier", SkBuff.CONTEXT, TcAction::code);
    }

    /** A filter of traffic control in one direction: {@code TC_INGRESS} or {@code TC_EGRESS}. libbpf 0.8. */
    public static ProgramType<ProgramBuilder<SkBuff, TcAction>> tc(SectionKind direction) {
        return program(of(direction, dev.skep.kernel.ProgramType.SCHED_CLS), SkBuff.CONTEXT, TcAction::code);
    }

    /** A program of a device, among others: {@code TCX_INGRESS} or {@code TCX_EGRESS}. Kernel 6.6. */
    public static ProgramType<ProgramBuilder<SkBuff, TcxAction>> tcx(SectionKind direction) {
        return program(of(direction, dev.skep.kernel.ProgramType.SCHED_CLS), SkBuff.CONTEXT, TcxAction::code);
    }

    /** A program of a netkit device: {@code NETKIT_PRIMARY} or {@code NETKIT_PEER}. Kernel 6.7. */
    public static ProgramType<ProgramBuilder<SkBuff, TcxAction>> netkit(SectionKind end) {
        return program(of(end, dev.skep.kernel.ProgramType.SCHED_CLS), SkBuff.CONTEXT, TcxAction::code);
    }

    /** A filter of what a socket receives: it returns how many bytes the socket gets. */
    public static ProgramType<ProgramBuilder<SkBuff, Integer>> socketFilter() {
        return program("socket", SkBuff.CONTEXT, code -> code);
    }

    /** A filter of the packets of a cgroup, in the direction that it is attached to. */
    public static ProgramType<ProgramBuilder<SkBuff, CgroupVerdict>> cgroupSkb() {
        return program("cgroup/skb", SkBuff.CONTEXT, CgroupVerdict::code);
    }

    /** A filter of the packets of a cgroup: {@code CGROUP_SKB_INGRESS} or {@code CGROUP_SKB_EGRESS}. */
    public static ProgramType<ProgramBuilder<SkBuff, CgroupVerdict>> cgroupSkb(SectionKind direction) {
        return program(of(direction, dev.skep.kernel.ProgramType.CGROUP_SKB), SkBuff.CONTEXT, CgroupVerdict::code);
    }

    /** Watches the sockets of a cgroup: {@code CGROUP_SOCK_CREATE}, {@code CGROUP_POST_BIND4}, … */
    public static ProgramType<ProgramBuilder<Sock, CgroupVerdict>> cgroupSock(SectionKind moment) {
        return program(of(moment, dev.skep.kernel.ProgramType.CGROUP_SOCK), Sock.CONTEXT, CgroupVerdict::code);
    }

    /** Sees and changes addresses in system calls of a cgroup: {@code CGROUP_CONNECT4}, … What is received and told is answered with {@code ALLOW}. */
    public static ProgramType<ProgramBuilder<SockAddr, CgroupVerdict>> cgroupSockAddr(SectionKind call) {
        return program(of(call, dev.skep.kernel.ProgramType.CGROUP_SOCK_ADDR), SockAddr.CONTEXT, CgroupVerdict::code);
    }

    /** Decides on socket options of a cgroup: {@code CGROUP_GETSOCKOPT} or {@code CGROUP_SETSOCKOPT}. */
    public static ProgramType<ProgramBuilder<Sockopt, CgroupVerdict>> cgroupSockopt(SectionKind call) {
        return program(of(call, dev.skep.kernel.ProgramType.CGROUP_SOCKOPT), Sockopt.CONTEXT, CgroupVerdict::code);
    }

    /** Decides on files below {@code /proc/sys} that a cgroup opens. */
    public static ProgramType<ProgramBuilder<Sysctl, CgroupVerdict>> cgroupSysctl() {
        return program("cgroup/sysctl", Sysctl.CONTEXT, CgroupVerdict::code);
    }

    /** Decides on devices that a cgroup opens. */
    public static ProgramType<ProgramBuilder<CgroupDevice, CgroupVerdict>> cgroupDevice() {
        return program("cgroup/dev", CgroupDevice.CONTEXT, CgroupVerdict::code);
    }

    /** Runs at events of the TCP connections of a cgroup. */
    public static ProgramType<ProgramBuilder<SockOps, Integer>> sockOps() {
        return program("sockops", SockOps.CONTEXT, code -> code);
    }

    /** A program of a socket map: {@code SK_SKB_STREAM_PARSER}, which returns a length, {@code SK_SKB_STREAM_VERDICT}, {@code SK_SKB_VERDICT}. */
    public static ProgramType<ProgramBuilder<SkBuff, SkAction>> skSkb(SectionKind part) {
        return program(of(part, dev.skep.kernel.ProgramType.SK_SKB), SkBuff.CONTEXT, SkAction::code);
    }

    /** Decides on messages that are sent by a socket map. */
    public static ProgramType<ProgramBuilder<SkMsg, SkAction>> skMsg() {
        return program("sk_msg", SkMsg.CONTEXT, SkAction::code);
    }

    /** Chooses the socket of a new connection or datagram. */
    public static ProgramType<ProgramBuilder<SkLookup, SkAction>> skLookup() {
        return program("sk_lookup", SkLookup.CONTEXT, SkAction::code);
    }

    /** Chooses the socket of a group that shares a port. */
    public static ProgramType<ProgramBuilder<SkReuseport, SkAction>> skReuseport() {
        return program("sk_reuseport", SkReuseport.CONTEXT, SkAction::code);
    }

    /** The same, asked too when a listening socket closes and leaves connections. Kernel 5.14. */
    public static ProgramType<ProgramBuilder<SkReuseport, SkAction>> skReuseportMigrate() {
        return program("sk_reuseport/migrate", SkReuseport.CONTEXT, SkAction::code);
    }

    /** Tells what flow a packet belongs to. */
    public static ProgramType<ProgramBuilder<SkBuff, FlowDissectorVerdict>> flowDissector() {
        return program("flow_dissector", SkBuff.CONTEXT, FlowDissectorVerdict::code);
    }

    /** A lightweight tunnel, for packets that come in. */
    public static ProgramType<ProgramBuilder<SkBuff, LwtVerdict>> lwtIn() {
        return program("lwt_in", SkBuff.CONTEXT, LwtVerdict::code);
    }

    /** A lightweight tunnel, for packets that are routed out. */
    public static ProgramType<ProgramBuilder<SkBuff, LwtVerdict>> lwtOut() {
        return program("lwt_out", SkBuff.CONTEXT, LwtVerdict::code);
    }

    /** A lightweight tunnel, for packets that are sent. */
    public static ProgramType<ProgramBuilder<SkBuff, LwtVerdict>> lwtXmit() {
        return program("lwt_xmit", SkBuff.CONTEXT, LwtVerdict::code);
    }

    /** An endpoint of segment routing. */
    public static ProgramType<ProgramBuilder<SkBuff, LwtVerdict>> lwtSeg6local() {
        return program("lwt_seg6local", SkBuff.CONTEXT, LwtVerdict::code);
    }

    /** A hook of netfilter. Kernel 6.4. */
    public static ProgramType<ProgramBuilder<NfCtx, NetfilterVerdict>> netfilter() {
        return program("netfilter", NfCtx.CONTEXT, NetfilterVerdict::code);
    }

    /** Decodes what an infrared receiver saw. */
    public static ProgramType<ProgramBuilder<LircSample, Integer>> lircMode2() {
        return program("lirc_mode2", LircSample.CONTEXT, code -> code);
    }

    /** Runs at a sample of a perf event. */
    public static ProgramType<ProgramBuilder<PerfEventData, Integer>> perfEvent() {
        return program("perf_event", PerfEventData.CONTEXT, code -> code);
    }

    /** Runs when user space asks, with its memory, and may sleep. Kernel 5.14. */
    public static ProgramType<ProgramBuilder<SyscallMemory, Integer>> syscall() {
        return program("syscall", SyscallMemory.CONTEXT, code -> code);
    }

    /** A program at a tracepoint, such as {@code sched}, {@code sched_process_exec}; its context is the tracepoint's record. */
    public static ProgramType<ProgramBuilder<TracepointRecord, Integer>> tracepoint(String category, String name) {
        return program("tracepoint/" + category + "/" + name, TracepointRecord.CONTEXT, code -> code);
    }

    /** A program at a tracepoint, with the raw arguments of the kernel. */
    public static ProgramType<ProgramBuilder<RawTracepointArgs, Integer>> rawTracepoint(String name) {
        return program("raw_tracepoint/" + name, RawTracepointArgs.CONTEXT, code -> code);
    }

    /** A program at a tracepoint, with the arguments and their types; what pointers lead to is read directly. Kernel 5.5. */
    public static ProgramType<TypedBuilder<Integer>> btfTracepoint(KernelSignature tracepoint) {
        return typed(TypedKind.TP_BTF, tracepoint);
    }

    /** A program at the start of a function of the kernel, with its arguments and their types; it returns 0. Kernel 5.5. */
    public static ProgramType<TypedBuilder<Integer>> fentry(KernelSignature function) {
        return typed(TypedKind.FENTRY, function);
    }

    /** A program at the end of a function of the kernel, with its arguments and its result; it returns 0. Kernel 5.5. */
    public static ProgramType<TypedBuilder<Integer>> fexit(KernelSignature function) {
        return typed(TypedKind.FEXIT, function);
    }

    /**
     * A program before a function of the kernel that errors may be injected into, with its arguments and what the program before it returned:
     * what this returns, if not 0, is returned in place of the function. Kernel 5.7.
     */
    public static ProgramType<TypedBuilder<Integer>> fmodRet(KernelSignature function) {
        return typed(TypedKind.FMOD_RET, function);
    }

    /**
     * A program at a hook of the Linux security modules, with its arguments and what the program before it returned: 0 permits, a negative
     * error number refuses. For GPL programs. Kernel 5.7.
     */
    public static ProgramType<TypedBuilder<Integer>> lsm(KernelSignature hook) {
        return typed(TypedKind.LSM, hook);
    }

    /** A program at a hook of the Linux security modules for the tasks of a cgroup: 1 permits, 0 refuses. For GPL programs. Kernel 6.0. */
    public static ProgramType<TypedBuilder<Integer>> lsmCgroup(KernelSignature hook) {
        return typed(TypedKind.LSM_CGROUP, hook);
    }

    /**
     * Runs for each object of a kind, whenever somebody reads the file of the iterator; it returns 0, or 1 to see the object once more. The
     * first argument is a {@code bpf_iter_meta}, and the others are null when all is over. Kernel 5.8.
     */
    public static ProgramType<TypedBuilder<Integer>> iter(KernelSignature iterated) {
        return typed(TypedKind.ITER, iterated);
    }

    /**
     * A function of a struct that the kernel calls, of {@link StructOpsDef}: the signature is named as its member. For GPL programs. Kernel
     * 5.6.
     */
    public static ProgramType<TypedBuilder<Nothing>> member(KernelSignature member) {
        return typed(TypedKind.STRUCT_OPS, member, new Returned.None());
    }

    /** The same for one that returns a number. */
    public static <R extends Scalar<R>> ProgramType<TypedBuilder<R>> member(
            KernelSignature member, ScalarType<R> result) {
        return typed(TypedKind.STRUCT_OPS, member, new Returned.Number<>(result));
    }

    /** Runs at a function or instruction of the kernel or a process; the section names what: {@code kprobe/do_unlinkat}, {@code uretprobe}, {@code ksyscall/unlinkat}, {@code kprobe.session/tcp_*}, … */
    public static ProgramType<ProgramBuilder<PtRegs, Integer>> probe(String section) {
        return program(of(section, dev.skep.kernel.ProgramType.KPROBE), PtRegs.CONTEXT, code -> code);
    }

    /** A program that stands for a function of another one, with its context; the function may be named where it is loaded. */
    public static <C> ProgramType<ProgramBuilder<C, Integer>> freplace(String function, ContextDef<C> context) {
        return program(function.isEmpty() ? "freplace" : "freplace/" + function, context, code -> code);
    }

    /** A program of any section that loaders know. */
    public static <C> ProgramType<ProgramBuilder<C, Integer>> section(String section, ContextDef<C> context) {
        return program(section, context, code -> code);
    }

    private static <C, A> ProgramType<ProgramBuilder<C, A>> program(
            String section, ContextDef<C> context, ToIntFunction<A> code) {
        var returned = new Returned.Code<>(code);
        return new ProgramType<>(
                section, Set.of(), returned.btf(), body -> new ProgramBuilder<>(body, context, returned));
    }

    private static ProgramType<TypedBuilder<Integer>> typed(TypedKind kind, KernelSignature signature) {
        return typed(kind, signature, kind.code());
    }

    private static <R> ProgramType<TypedBuilder<R>> typed(
            TypedKind kind, KernelSignature signature, Returned<R> returned) {
        return new ProgramType<>(
                kind.section() + "/" + signature,
                Set.of(),
                returned.btf(),
                body -> new TypedBuilder<>(body, signature, kind, returned));
    }

    private static String of(SectionKind kind, dev.skep.kernel.ProgramType type) {
        return of(kind.word(), type);
    }

    private static String of(String section, dev.skep.kernel.ProgramType type) {
        var found = SectionName.parse(section).kind().programType();
        if (found == type) return section;
        throw new IllegalArgumentException(
                "section `" + section + "` is for programs of type " + found + ", not " + type);
    }

    /** The same, attached to many places by one link. */
    public ProgramType<B> multi() {
        return with(SectionMark.MULTI);
    }

    /** The same, for packets that lie in several pieces, too; the first is the packet that it sees. Kernel 5.18. */
    public ProgramType<B> frags() {
        return with(SectionMark.FRAGS);
    }

    /** The same, allowed to write to the memory that the first argument leads to. Kernel 5.2. */
    public ProgramType<B> writable() {
        return with(SectionMark.WRITABLE);
    }

    /** The same, allowed to sleep, and so to read memory that is not there yet. */
    public ProgramType<B> sleepable() {
        return with(SectionMark.SLEEPABLE);
    }

    /** The same, left out by loaders unless they are told otherwise. */
    public ProgramType<B> optional() {
        return new ProgramType<>(section.startsWith("?") ? section : "?" + section, marks, returned, builder);
    }

    private ProgramType<B> with(SectionMark mark) {
        var more = EnumSet.of(mark);
        more.addAll(marks);
        return new ProgramType<>(section, more, returned, builder);
    }

    String section() {
        return SectionMark.mark(section, marks);
    }

    SectionName name() {
        return name;
    }

    /** Throws unless the oldest kernel loads such programs. */
    void require(Rules rules) {
        rules.requireKernel(name.kind().since(), "a program of section `" + this + "`");
    }

    BpfType returned() {
        return returned;
    }

    B builder(Body body) {
        return builder.apply(body);
    }

    /** Returns the name of the section without its target. */
    @Override
    public String toString() {
        return name.kind().word();
    }
}
