package dev.skep.processor;

import static dev.skep.kernel.ProgramType.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.kernel.AttachType;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Kfunc;
import dev.skep.kernel.KfuncHook;
import dev.skep.kernel.ProgramType;
import dev.skep.testkit.BareProgram;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Which types of programs may call which functions of the kernel: of every function that is known and every type that loads here, the compiler
 * says of a call what the running kernel says.
 */
class KfuncProgramsTest {
    /** The one whose hooks the table has. */
    private static final KernelVersion KERNEL = new KernelVersion(6, 18);

    private static final Pattern REFUSED = Pattern.compile("\\[SKEP3023] `(\\w+)` is not for programs of type");
    private static final int SLEEPABLE = 1 << 4;

    /**
     * A type of program.
     *
     * @param annotation empty where Java has none for it
     * @param attachTypeId which of the kernel's types it belongs to
     */
    private record Hook(
            ProgramType type,
            Optional<AttachType> attachType,
            String annotation,
            String context,
            ToLongFunction<KernelFacts> attachTypeId) {

        static Hook of(ProgramType type, String annotation, String context) {
            return new Hook(type, Optional.empty(), annotation, context, facts -> 0);
        }

        static Hook of(ProgramType type, AttachType attach, String annotation, String context) {
            return new Hook(type, Optional.of(attach), annotation, context, facts -> 0);
        }

        BareProgram program(KernelFacts facts) {
            return new BareProgram(
                    type.id(),
                    attachType.map(AttachType::id).orElse(0),
                    type == SYSCALL ? SLEEPABLE : 0,
                    attachTypeId.applyAsLong(facts));
        }
    }

    // spotless:off
    private static final List<Hook> HOOKS = List.of(
            Hook.of(SOCKET_FILTER,    "@SocketFilter",                    "SkBuff"),
            Hook.of(SCHED_CLS,        "@Tc",                              "SkBuff"),
            Hook.of(SCHED_ACT,        "",                                 ""),
            Hook.of(XDP,              "@Xdp",                             "XdpContext"),
            Hook.of(CGROUP_SKB,       "@CgroupSkb",                       "SkBuff"),
            Hook.of(LWT_IN,           "@LwtIn",                           "SkBuff"),
            Hook.of(LWT_OUT,          "@LwtOut",                          "SkBuff"),
            Hook.of(LWT_XMIT,         "@LwtXmit",                         "SkBuff"),
            Hook.of(LWT_SEG6LOCAL,    "@LwtSeg6local",                    "SkBuff"),
            Hook.of(SK_SKB,           "@SkSkb(SkSkb.Part.STREAM_PARSER)", "SkBuff"),
            Hook.of(FLOW_DISSECTOR,   "@FlowDissector",                   "SkBuff"),
            Hook.of(KPROBE,           "@Kprobe",                          "PtRegs"),
            Hook.of(PERF_EVENT,       "@PerfEvent",                       "PerfEventContext"),
            Hook.of(RAW_TRACEPOINT,   "@RawTracepoint(\"sched_switch\")", "RawTracepointContext"),
            Hook.of(RAW_TRACEPOINT_WRITABLE, "@RawTracepoint(value = \"nbd_send_request\", writable = true)", "RawTracepointContext"),
            Hook.of(TRACEPOINT,       "@Tracepoint(\"sched/sched_switch\")", "TracepointContext"),
            Hook.of(SYSCALL,          "@Syscall",                         "Memory"),
            Hook.of(SK_MSG,           AttachType.SK_MSG_VERDICT,          "@SkMsg",       "SkMsgContext"),
            Hook.of(SOCK_OPS,         AttachType.CGROUP_SOCK_OPS,         "@SockOps",     "SockOpsContext"),
            Hook.of(SK_LOOKUP,        AttachType.SK_LOOKUP,               "@SkLookup",    "SkLookupContext"),
            Hook.of(SK_REUSEPORT,     AttachType.SK_REUSEPORT_SELECT,     "@SkReuseport", "SkReuseportContext"),
            Hook.of(NETFILTER,        AttachType.NETFILTER,               "@Netfilter",   "NetfilterContext"),
            Hook.of(CGROUP_DEVICE,    AttachType.CGROUP_DEVICE,           "@CgroupDevice", "CgroupDeviceContext"),
            Hook.of(CGROUP_SYSCTL,    AttachType.CGROUP_SYSCTL,           "@CgroupSysctl", "SysctlContext"),
            Hook.of(CGROUP_SOCK,      AttachType.CGROUP_INET_SOCK_CREATE, "@CgroupSock(CgroupSock.Moment.SOCK_CREATE)", "CgroupSockContext"),
            Hook.of(CGROUP_SOCK_ADDR, AttachType.CGROUP_INET4_CONNECT,    "@CgroupSockAddr(CgroupSockAddr.Call.CONNECT4)", "SockAddrContext"),
            Hook.of(CGROUP_SOCKOPT,   AttachType.CGROUP_SETSOCKOPT,       "@CgroupSockopt(CgroupSockopt.Call.SETSOCKOPT)", "SockoptContext"),
            new Hook(TRACING, Optional.of(AttachType.TRACE_RAW_TP), "@BtfTracepoint(\"task_rename\")", "Task",
                    facts -> facts.function("btf_trace_task_rename").orElse(0)),
            new Hook(STRUCT_OPS, Optional.empty(), "", "", facts -> facts.id("tcp_congestion_ops")));
    // spotless:on

    private static KernelFacts facts;

    /** The functions that this kernel has. */
    private static List<Kfunc> kfuncs;

    @BeforeAll
    static void ask() throws IOException {
        Kernel.require();
        var release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        Assumptions.assumeTrue(KernelVersion.parse(release).equals(KERNEL), "the table is that of " + KERNEL);
        facts = KernelFacts.read();
        kfuncs = Files.readAllLines(Path.of("../assembler/src/main/resources/dev/skep/kernel/kfuncs.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Kfunc.of(line.substring(0, line.indexOf('\t'))).orElseThrow())
                .filter(kfunc -> facts.function(kfunc.name()).isPresent())
                .toList();
    }

    /** {@code r0 = 0; exit}, behind the call if there is one; the arguments are whatever is in the registers. */
    private static byte[] code(OptionalLong called) {
        var code = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        called.ifPresent(
                id -> code.put((byte) 0x85).put((byte) 0x20).putShort((short) 0).putInt((int) id));
        code.put((byte) 0xb7).put((byte) 0).putShort((short) 0).putInt(0);
        code.put((byte) 0x95).put((byte) 0).putShort((short) 0).putInt(0);
        return Arrays.copyOf(code.array(), code.position());
    }

    private static boolean kernelRefuses(BareProgram program, Kfunc kfunc) {
        return Kernel.refusal(program, code(facts.function(kfunc.name())))
                .filter(log -> log.contains("calling kernel function " + kfunc.name() + " is not allowed"))
                .isPresent();
    }

    /** The names of the functions that the compiler refuses because of the type of the program. */
    private static TreeSet<String> compilerRefuses(Hook hook) {
        var refused = new TreeSet<String>();
        if (hook.annotation.isEmpty()) {
            kfuncs.stream()
                    .filter(kfunc -> kfunc.isRefused(hook.type, KERNEL))
                    .forEach(kfunc -> refused.add(kfunc.name()));
            return refused;
        }
        var source = new StringBuilder("""
                import dev.skep.lang.*;
                @Bpf(license = "GPL", minKernel = "6.18")
                final class Calls {
                    @Struct static final class Memory { int number; }
                    @KernelType("task_struct") static final class Task { int pid; }
                """);
        IntStream.range(0, kfuncs.size())
                .forEach(i -> source.append(
                        "@Kfunc(\"%s\") static native void k%d();\n%s static int p%d(%s c) { k%d(); return 0; }\n"
                                .formatted(kfuncs.get(i).name(), i, hook.annotation, i, hook.context, i)));
        var build = Build.with(List.of("-Xmaxerrs", "10000"), "Calls", source + "}");
        for (var error : build.compilation().errors()) {
            var matcher = REFUSED.matcher(error.getMessage(null));
            if (matcher.find()) refused.add(matcher.group(1));
        }
        return refused;
    }

    @Test
    void theCompilerSaysWhatTheKernelSays() {
        var types = EnumSet.noneOf(ProgramType.class);
        var wrong = new TreeMap<String, String>();
        var pairs = 0;
        for (var hook : HOOKS) {
            var program = hook.program(facts);
            if (Kernel.refusal(program, code(OptionalLong.empty())).isPresent()) continue;
            types.add(hook.type);
            var compiler = compilerRefuses(hook);
            for (var kfunc : kfuncs) {
                if (isOfAttachType(kfunc) || isOfDevice(kfunc)) continue;
                var kernel = kernelRefuses(program, kfunc);
                var isKnown = !kfunc.hooks().isEmpty();
                if (isKnown ? kernel != compiler.contains(kfunc.name()) : compiler.contains(kfunc.name()))
                    wrong.put(hook.type + " " + kfunc.name(), kernel ? "the kernel refuses it" : "the kernel takes it");
                if (isKnown) pairs++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(types).hasSizeGreaterThan(25);
        assertThat(pairs).isGreaterThan(4000);
    }

    /** Iterators may call it and no other program of the type. */
    private static boolean isOfAttachType(Kfunc kfunc) {
        return kfunc.name().equals("bpf_sock_destroy");
    }

    /** Programs that are loaded for a device may call it, and the kernel asks about that before it asks about the type. */
    private static boolean isOfDevice(Kfunc kfunc) {
        return kfunc.name().startsWith("bpf_xdp_metadata_");
    }

    /** All others of the table load nowhere here, or are not of this kernel. */
    @Test
    void mostAreKnown() {
        assertThat(kfuncs.stream().filter(kfunc -> kfunc.hooks().isEmpty()).map(Kfunc::name))
                .containsExactlyInAnyOrder("bpf_session_cookie", "bpf_session_is_return", "bpf_verify_pkcs7_signature");
    }

    /** The kernel's enum is in its BTF, and each of its hooks but three is one of ours: those that no function of a program looks at. */
    @Test
    void hooksAreCalledAsTheKernelCallsThem() {
        assertThat(Stream.of(KfuncHook.values())
                        .filter(hook -> hook != KfuncHook.LSM)
                        .map(hook -> facts.enumerator("btf_kfunc_hook", "BTF_KFUNC_HOOK_" + hook)))
                .doesNotHaveDuplicates()
                .hasSize((int) facts.enumerator("btf_kfunc_hook", "BTF_KFUNC_HOOK_MAX") - 2);
    }
}
