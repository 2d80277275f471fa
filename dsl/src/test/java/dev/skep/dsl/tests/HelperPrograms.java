package dev.skep.dsl.tests;

import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.u32;

import dev.skep.dsl.AnyMap;
import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.CgroupVerdict;
import dev.skep.dsl.Context;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.HelperResult;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.LwtVerdict;
import dev.skep.dsl.ProgramBuilder;
import dev.skep.dsl.ProgramType;
import dev.skep.dsl.SkAction;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.TcAction;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.XdpAction;
import dev.skep.dsl.context.PtRegs;
import dev.skep.dsl.context.SkBuff;
import dev.skep.dsl.context.SkMsg;
import dev.skep.dsl.context.Sock;
import dev.skep.dsl.context.SockAddr;
import dev.skep.dsl.context.SockOps;
import dev.skep.dsl.context.Sockopt;
import dev.skep.kernel.Helper;
import dev.skep.kernel.HelperParameter;
import dev.skep.kernel.HelperParameter.Kind;
import dev.skep.kernel.SectionKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Programs of one call each: of a helper, in a kind of program that may call it. */
final class HelperPrograms {
    /**
     * A kind of program.
     *
     * @param socket how the program gets a whole socket; throws where it does not
     */
    record Hook<C, A>(
            SectionKind kind,
            ProgramType<? extends ProgramBuilder<C, A>> type,
            A result,
            Function<ProgramBuilder<C, A>, Context<Sock>> socket) {
        @Override
        public String toString() {
            return kind.word();
        }
    }

    /** Only programs that may sleep call these. */
    private static final Set<Helper> MAY_SLEEP = EnumSet.of(Helper.COPY_FROM_USER, Helper.COPY_FROM_USER_TASK);

    private static final StructDef BUFFER = struct("buffer");
    private static final Field<Bytes> BYTES = BUFFER.field("bytes", bytes(64));
    private static final ArrayDef<Struct> BUFFERS =
            ArrayDef.perCpuArray("buffers", BUFFER).maxEntries(1);
    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<U32> PID = TASK.field("pid", U32);
    private static final GlobalDef<U64> SUM = GlobalDef.global("sum", U64);
    private static final GlobalDef<U32> FAMILY = GlobalDef.global("family", U32);

    private static final Map<Helper, AnyMap> MAPS = new EnumMap<>(Helper.class);

    static {
        for (var helper : Helper.values()) MAPS.put(helper, KindsOfMaps.PER_CPU);
        for (var helper : List.of(Helper.MAP_PUSH_ELEM, Helper.MAP_POP_ELEM, Helper.MAP_PEEK_ELEM))
            MAPS.put(helper, KindsOfMaps.QUEUE);
        for (var helper : List.of(
                Helper.PERF_EVENT_READ,
                Helper.PERF_EVENT_READ_VALUE,
                Helper.PERF_EVENT_OUTPUT,
                Helper.SKB_OUTPUT,
                Helper.XDP_OUTPUT)) MAPS.put(helper, KindsOfMaps.EVENTS);
        for (var helper : List.of(Helper.SK_REDIRECT_MAP, Helper.SOCK_MAP_UPDATE, Helper.MSG_REDIRECT_MAP))
            MAPS.put(helper, KindsOfMaps.SOCKETS);
        for (var helper : List.of(Helper.SK_REDIRECT_HASH, Helper.SOCK_HASH_UPDATE, Helper.MSG_REDIRECT_HASH))
            MAPS.put(helper, KindsOfMaps.SOCKET_HASH);
        for (var helper : List.of(Helper.SK_STORAGE_GET, Helper.SK_STORAGE_DELETE))
            MAPS.put(helper, KindsOfMaps.SOCKET_STORAGE);
        for (var helper : List.of(Helper.TASK_STORAGE_GET, Helper.TASK_STORAGE_DELETE))
            MAPS.put(helper, KindsOfMaps.TASK_STORAGE);
        for (var helper : List.of(Helper.SKB_UNDER_CGROUP, Helper.CURRENT_TASK_UNDER_CGROUP))
            MAPS.put(helper, KindsOfMaps.CGROUPS);
        for (var helper : List.of(Helper.RINGBUF_OUTPUT, Helper.RINGBUF_QUERY)) MAPS.put(helper, KindsOfMaps.RING);
        MAPS.put(Helper.GET_STACKID, KindsOfMaps.STACKS);
        MAPS.put(Helper.REDIRECT_MAP, KindsOfMaps.DEVICES);
        MAPS.put(Helper.SK_SELECT_REUSEPORT, KindsOfMaps.REUSEPORT);
        MAPS.put(Helper.GET_LOCAL_STORAGE, KindsOfMaps.OLD_STORAGE);
    }

    private HelperPrograms() {}

    private static List<Hook<?, ?>> all() {
        var hooks = new ArrayList<Hook<?, ?>>();
        // spotless:off
        hooks.add(new Hook<>(SectionKind.CLASSIFIER,           ProgramType.tc(),             TcAction.OK,         p -> full(p, TcAction.OK)));
        hooks.add(new Hook<>(SectionKind.XDP,                  ProgramType.xdp(),            XdpAction.PASS,      HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.CGROUP_SKB_INGRESS,   ProgramType.cgroupSkb(SectionKind.CGROUP_SKB_INGRESS), CgroupVerdict.ALLOW, p -> full(p, CgroupVerdict.ALLOW)));
        hooks.add(new Hook<>(SectionKind.RAW_TRACEPOINT,       ProgramType.rawTracepoint("sched_switch"), 0,      HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.KPROBE,               ProgramType.probe("kprobe"),  0,                   HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.PERF_EVENT,           ProgramType.perfEvent(),      0,                   HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.SYSCALL,              ProgramType.syscall(),        0,                   HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.SK_SKB_STREAM_VERDICT, ProgramType.skSkb(SectionKind.SK_SKB_STREAM_VERDICT), SkAction.PASS, HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.SK_MSG,               ProgramType.skMsg(),          SkAction.PASS,       p -> p.context().follow(SkMsg.SK)));
        hooks.add(new Hook<>(SectionKind.SOCKOPS,              ProgramType.sockOps(),        1,                   p -> p.follow(SockOps.SK).orElseReturn(1)));
        hooks.add(new Hook<>(SectionKind.SK_LOOKUP,            ProgramType.skLookup(),       SkAction.PASS,       HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.SK_REUSEPORT,         ProgramType.skReuseport(),    SkAction.PASS,       HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.CGROUP_CONNECT4,      ProgramType.cgroupSockAddr(SectionKind.CGROUP_CONNECT4), CgroupVerdict.ALLOW, p -> p.context().follow(SockAddr.SK)));
        hooks.add(new Hook<>(SectionKind.CGROUP_SOCK_CREATE,   ProgramType.cgroupSock(SectionKind.CGROUP_SOCK_CREATE), CgroupVerdict.ALLOW, HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.CGROUP_SETSOCKOPT,    ProgramType.cgroupSockopt(SectionKind.CGROUP_SETSOCKOPT), CgroupVerdict.ALLOW, p -> p.context().follow(Sockopt.SK)));
        hooks.add(new Hook<>(SectionKind.CGROUP_SYSCTL,        ProgramType.cgroupSysctl(),   CgroupVerdict.ALLOW, HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.LWT_XMIT,             ProgramType.lwtXmit(),        LwtVerdict.OK,       HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.LWT_IN,               ProgramType.lwtIn(),          LwtVerdict.OK,       HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.LWT_SEG6LOCAL,        ProgramType.lwtSeg6local(),   LwtVerdict.OK,       HelperPrograms::none));
        hooks.add(new Hook<>(SectionKind.LIRC_MODE2,           ProgramType.lircMode2(),      0,                   HelperPrograms::none));
        // spotless:on
        return hooks;
    }

    /** Returns the kinds of programs that may call a helper, the likeliest first. */
    static List<Hook<?, ?>> hooks(Helper helper) {
        return all().stream()
                .filter(hook -> helper.programTypes().contains(hook.kind.programType()))
                .filter(hook -> !MAY_SLEEP.contains(helper) || hook.kind == SectionKind.SYSCALL)
                .filter(hook -> HelperParameter.of(helper).stream().allMatch(parameter -> fits(parameter, hook)))
                .toList();
    }

    private static boolean fits(HelperParameter parameter, Hook<?, ?> hook) {
        if (parameter.kind() != Kind.CONTEXT || !parameter.text().contains("struct")) return true;
        var wanted = parameter.text().replace("struct ", "").replaceAll(" \\*.*", "");
        return hook.kind.programType().contextName().filter(wanted::equals).isPresent();
    }

    /** Writes the one call. */
    static <C, A> void write(ProgramBuilder<C, A> p, Helper helper, Hook<C, A> hook) {
        var buffer = p.lookup(BUFFERS, u32(0)).orElseReturn(hook.result).get(BYTES);
        var parameters = HelperParameter.of(helper);
        if (helper == Helper.SK_ASSIGN) {
            p.lookup(KindsOfMaps.SOCKETS, u32(0)).ifPresent(socket -> {
                p.global(SUM).set(p.call(helper, p.context(), socket, 0).s64().to(U64));
                socket.release();
            });
        } else {
            var arguments = parameters.stream()
                    .map(parameter -> argument(p, helper, parameter, hook, buffer))
                    .toArray();
            use(p, helper, p.call(helper, arguments));
        }
        p.return_(hook.result);
    }

    private static <C, A> Object argument(
            ProgramBuilder<C, A> p, Helper helper, HelperParameter parameter, Hook<C, A> hook, Bytes buffer) {
        return switch (parameter.kind()) {
            case NUMBER, ADDRESS -> parameter.isSize() ? 64 : 0;
            case MAP -> MAPS.get(helper);
            case CONTEXT -> p.context();
            case SOCKET -> hook.socket.apply(p);
            case OBJECT -> p.currentTaskBtf(TASK);
            case KEY -> hasNumbers(helper) ? 0 : p.local(KindsOfMaps.KEY);
            case VALUE ->
                helper == Helper.MAP_PUSH_ELEM
                                || helper == Helper.MAP_UPDATE_ELEM
                                || helper == Helper.MAP_POP_ELEM
                                || helper == Helper.MAP_PEEK_ELEM
                        ? p.local(KindsOfMaps.VALUE)
                        : 0;
            case TEXT -> parameter.text().endsWith("s2") ? "text" : buffer;
            default -> buffer;
        };
    }

    private static boolean hasNumbers(Helper helper) {
        return MAPS.get(helper) == KindsOfMaps.SOCKETS || MAPS.get(helper) == KindsOfMaps.REUSEPORT;
    }

    /** Asks for the result as its type has it. */
    private static <A> void use(ProgramBuilder<?, A> p, Helper helper, HelperResult<A> result) {
        if (helper == Helper.TASK_PT_REGS) {
            p.global(SUM).set(result.registers().get(PtRegs.STACK_POINTER));
            return;
        }
        switch (helper.returnType()) {
            case "long", "__s64" -> p.global(SUM).set(result.s64().to(U64));
            case "__u64" -> p.global(SUM).set(result.u64());
            case "__u32" -> p.global(FAMILY).set(result.u32());
            case "int" -> p.global(FAMILY).set(result.s32().to(U32));
            case "void" -> p.global(SUM).set(0);
            case "void *" -> result.value(KindsOfMaps.VALUE).ifPresent(value -> value.set(KindsOfMaps.NUMBER, 1));
            case "struct bpf_sock *" -> sockets(p, helper, result);
            case "struct bpf_tcp_sock *" ->
                result.tcpSock().ifPresent(tcp -> p.global(FAMILY).set(tcp.get(dev.skep.dsl.context.TcpSock.SND_CWND)));
            case "struct task_struct *" ->
                result.object(TASK).ifPresent(task -> p.global(FAMILY).set(task.get(PID)));
            default -> object(p, helper, result);
        }
    }

    private static <A> void sockets(ProgramBuilder<?, A> p, Helper helper, HelperResult<A> result) {
        if (helper.kernelName().contains("_lookup_")) {
            result.socket().ifPresent(socket -> {
                p.global(FAMILY).set(socket.sock().get(Sock.FAMILY));
                socket.release();
            });
        } else {
            result.sock().ifPresent(sock -> p.global(FAMILY).set(sock.get(Sock.FAMILY)));
        }
    }

    private static <A> void object(ProgramBuilder<?, A> p, Helper helper, HelperResult<A> result) {
        var type = kernelStruct(helper.returnType().replace("struct ", "").replace(" *", ""));
        type.field("any", U32);
        result.object(type).ifPresent(found -> p.global(SUM).set(found.address()));
    }

    private static <A> Context<Sock> full(ProgramBuilder<SkBuff, A> p, A result) {
        var common = p.follow(SkBuff.SK).orElseReturn(result);
        return p.call(Helper.SK_FULLSOCK, common).sock().orElseReturn(result);
    }

    private static <C, A> Context<Sock> none(ProgramBuilder<C, A> p) {
        throw new NoSocket();
    }

    /** There is no socket here. */
    static final class NoSocket extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
