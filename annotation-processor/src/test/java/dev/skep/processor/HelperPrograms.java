package dev.skep.processor;

import dev.skep.kernel.Helper;
import dev.skep.kernel.ProgramType;
import dev.skep.processor.HelperSources.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Programs of one call each: of a helper, in a kind of program that may call it. */
final class HelperPrograms {
    /**
     * A kind of program.
     *
     * @param socket how the program gets a whole socket; empty where it does not
     */
    record Hook(ProgramType type, String annotation, String context, String socket) {}

    /** Only programs that may sleep call these. */
    private static final Set<Helper> MAY_SLEEP = EnumSet.of(Helper.COPY_FROM_USER, Helper.COPY_FROM_USER_TASK);

    private static final String VARIABLE =
            "@KernelType(\"rq\") static final class Queue { int cpu; } @Ksym(value = \"runqueues\", perCpu = true) static Queue queues;";
    private static final String BY_PACKET =
            "var common = context.sk; if (common == null) return 1; var socket = common.fullsock(); if (socket == null) return 1;";
    private static final String BY_FIELD = "var socket = context.sk; if (socket == null) return 1;";

    // spotless:off
    private static final List<Hook> HOOKS = List.of(
            new Hook(ProgramType.SCHED_CLS,        "@Tc",                                          "SkBuff",               BY_PACKET),
            new Hook(ProgramType.XDP,              "@Xdp",                                         "XdpContext",           ""),
            new Hook(ProgramType.CGROUP_SKB,       "@CgroupSkb(CgroupSkb.Direction.INGRESS)",      "SkBuff",               BY_PACKET),
            new Hook(ProgramType.RAW_TRACEPOINT,   "@RawTracepoint(\"sched_switch\")",             "RawTracepointContext", ""),
            new Hook(ProgramType.KPROBE,           "@Kprobe",                                      "PtRegs",               ""),
            new Hook(ProgramType.PERF_EVENT,       "@PerfEvent",                                   "PerfEventContext",     ""),
            new Hook(ProgramType.SYSCALL,          "@Syscall",                                     "Buffer",               ""),
            new Hook(ProgramType.SK_SKB,           "@SkSkb(SkSkb.Part.STREAM_VERDICT)",            "SkBuff",               ""),
            new Hook(ProgramType.SK_MSG,           "@SkMsg",                                       "SkMsgContext",         BY_FIELD),
            new Hook(ProgramType.SOCK_OPS,         "@SockOps",                                     "SockOpsContext",       BY_FIELD),
            new Hook(ProgramType.SK_LOOKUP,        "@SkLookup",                                    "SkLookupContext",      ""),
            new Hook(ProgramType.SK_REUSEPORT,     "@SkReuseport",                                 "SkReuseportContext",   ""),
            new Hook(ProgramType.CGROUP_SOCK_ADDR, "@CgroupSockAddr(CgroupSockAddr.Call.CONNECT4)", "SockAddrContext",     BY_FIELD),
            new Hook(ProgramType.CGROUP_SOCK,      "@CgroupSock(CgroupSock.Moment.SOCK_CREATE)",   "CgroupSockContext",    ""),
            new Hook(ProgramType.CGROUP_SOCKOPT,   "@CgroupSockopt(CgroupSockopt.Call.SETSOCKOPT)", "SockoptContext",      BY_FIELD),
            new Hook(ProgramType.CGROUP_SYSCTL,    "@CgroupSysctl",                                "SysctlContext",        ""),
            new Hook(ProgramType.LWT_XMIT,         "@LwtXmit",                                     "SkBuff",               ""),
            new Hook(ProgramType.LWT_IN,           "@LwtIn",                                       "SkBuff",               ""),
            new Hook(ProgramType.LWT_SEG6LOCAL,    "@LwtSeg6local",                                "SkBuff",               ""),
            new Hook(ProgramType.LIRC_MODE2,       "@LircMode2",                                   "LircMode2Context",     ""));

    private static final Map<String, String> MAPS = Map.ofEntries(
            Map.entry("BpfPerCpuHashMap",    "BpfPerCpuHashMap<Key, Buffer> map = BpfPerCpuHashMap.of(4)"),
            Map.entry("BpfLruPerCpuHashMap", "BpfLruPerCpuHashMap<Key, Buffer> map = BpfLruPerCpuHashMap.of(4)"),
            Map.entry("BpfPerCpuArray",      "BpfPerCpuArray<Buffer> map = BpfPerCpuArray.of(4)"),
            Map.entry("BpfQueue",            "BpfQueue<Buffer> map = BpfQueue.of(4)"),
            Map.entry("BpfStack",            "BpfStack<Buffer> map = BpfStack.of(4)"),
            Map.entry("BpfBloomFilter",      "BpfBloomFilter<Buffer> map = BpfBloomFilter.of(4)"),
            Map.entry("BpfPerfEventArray",   "BpfPerfEventArray<Buffer> map = BpfPerfEventArray.perCpu()"),
            Map.entry("BpfProgArray",        "BpfProgArray map = BpfProgArray.of(4)"),
            Map.entry("BpfStackTrace",       "BpfStackTrace map = BpfStackTrace.of(4)"),
            Map.entry("BpfSockMap",          "BpfSockMap map = BpfSockMap.of(4)"),
            Map.entry("BpfSockHash",         "BpfSockHash<Key> map = BpfSockHash.of(4)"),
            Map.entry("BpfReuseportArray",   "BpfReuseportArray map = BpfReuseportArray.of(4)"),
            Map.entry("BpfCgroupArray",      "BpfCgroupArray map = BpfCgroupArray.of(4)"),
            Map.entry("BpfSkStorage",        "BpfSkStorage<Buffer> map = BpfSkStorage.create()"),
            Map.entry("BpfTaskStorage",      "BpfTaskStorage<Buffer> map = BpfTaskStorage.create()"),
            Map.entry("BpfInodeStorage",     "BpfInodeStorage<Buffer> map = BpfInodeStorage.create()"),
            Map.entry("BpfCgrpStorage",      "BpfCgrpStorage<Buffer> map = BpfCgrpStorage.create()"),
            Map.entry("BpfCgroupStorage",    "BpfCgroupStorage<Buffer> map = BpfCgroupStorage.create()"),
            Map.entry("BpfRingBuffer",       "BpfRingBuffer<Buffer> map = BpfRingBuffer.ofBytes(4096)"));
    // spotless:on

    private HelperPrograms() {}

    /** Returns the kinds of programs in which a method can be called, the likeliest first. */
    static List<Hook> hooks(Method method) {
        return HOOKS.stream()
                .filter(hook -> method.helper().programTypes().contains(hook.type))
                .filter(hook -> !MAY_SLEEP.contains(method.helper()) || hook.type == ProgramType.SYSCALL)
                .filter(hook -> fits(method, hook))
                .toList();
    }

    private static boolean fits(Method method, Hook hook) {
        if (method.owner().startsWith("BpfSock") && !MAPS.containsKey(method.owner()) && hook.socket.isEmpty())
            return false;
        if (method.owner().equals("BpfSockCommon") && !hook.socket.equals(BY_PACKET)) return false;
        for (var parameter : method.parameters()) {
            var type = type(parameter);
            if (isContext(type) && !type.equals(hook.context)) return false;
            if (parameter.equals("Object socket") && hook.socket.isEmpty()) return false;
            if (type.equals("Object") && argument(parameter, method, hook).isEmpty()) return false;
        }
        return !isContext(method.owner()) || method.owner().equals(hook.context);
    }

    private static boolean isContext(String type) {
        return type.endsWith("Context") || type.equals("SkBuff") || type.equals("PtRegs");
    }

    /** Returns a class with a program that calls the method. */
    static String source(String name, Method method, Hook hook) {
        var map = Optional.ofNullable(MAPS.get(method.owner())).map(declared -> "static final " + declared + ";");
        var arguments = method.parameters().stream()
                .map(parameter -> argument(parameter, method, hook).orElseThrow())
                .toList();
        var call = receiver(method) + "." + method.name() + "(" + String.join(", ", arguments) + ")";
        var needsSocket = arguments.contains("socket") || receiver(method).equals("socket");
        var lines = new ArrayList<String>();
        if (receiver(method).equals("common")) lines.add("var common = context.sk; if (common == null) return 1;");
        else if (needsSocket) lines.add(hook.socket);
        if (arguments.contains("task")) lines.add("var task = Kernel.currentTaskBtf(Task.class);");
        lines.add("var buffer = buffers.lookup(0); if (buffer == null) return 1;");
        if (receiver(method).equals("dynptr")) lines.add("var dynptr = Kernel.dynptrFromMem(buffer);");
        lines.add(use(method, call, arguments.contains("taken")));
        return """
                @Bpf(license = "GPL", minKernel = "6.18") final class %s {
                    record Key(int number) {}
                    @Struct static final class Buffer { @Length(64) byte[] bytes; }
                    @KernelType("task_struct") static final class Task { int pid; }
                    @KernelType("%s") static final class Found { int any; }
                    static final BpfSockMap sockets = BpfSockMap.of(1);
                    static final BpfPerCpuArray<Buffer> buffers = BpfPerCpuArray.of(1);
                    static long sum;
                    %s
                    %s static int program(%s context) { %s return 1; }
                }
                """.formatted(
                        name,
                        method.helper().returnType().replace("struct ", "").replace(" *", ""),
                        map.orElse(arguments.contains("queues") ? VARIABLE : ""),
                        hook.annotation,
                        hook.context,
                        String.join("\n", lines));
    }

    private static String receiver(Method method) {
        return switch (method.owner()) {
            case "Kernel" -> "Kernel";
            case "BpfSock" -> "socket";
            case "BpfSockCommon" -> "common";
            case "BpfDynptr" -> "dynptr";
            default -> MAPS.containsKey(method.owner()) ? "map" : "context";
        };
    }

    private static String use(Method method, String call, boolean taken) {
        if (taken) return "try (var taken = sockets.lookup(0)) { if (taken == null) return 1; sum += " + call + "; }";
        return switch (method.result()) {
            case "void" -> call + ";";
            case "boolean" -> "if (" + call + ") sum++;";
            case "int", "long" -> "sum += " + call + ";";
            case "SkAction" -> "if (" + call + " == SkAction.PASS) sum++;";
            case "Socket" -> "try (var found = " + call + ") { if (found != null) sum += found.sock().family; }";
            case "PtRegs" -> "sum += " + call + ".stackPointer();";
            default -> "var found = " + call + "; if (found != null) sum++;";
        };
    }

    private static String type(String parameter) {
        var words = parameter.split(" ");
        return words[words.length - 2];
    }

    /** Returns what goes over for a parameter; empty where there is nothing of the kind. */
    private static Optional<String> argument(String parameter, Method method, Hook hook) {
        var name = parameter.substring(parameter.lastIndexOf(' ') + 1);
        return switch (type(parameter)) {
            case "int", "long" -> Optional.of(name.equals("length") ? "8" : "0");
            case "short" -> Optional.of("(short) 0");
            case "String" -> Optional.of("\"text\"");
            case "byte[]" -> Optional.of("buffer.bytes");
            case "U32", "U64", "S64" -> Optional.of(type(parameter) + ".of(0)");
            case "K" -> Optional.of("new Key(1)");
            case "V" -> Optional.of(name.equals("initial") ? "null" : "buffer");
            case "T" -> Optional.of(name.equals("variable") ? "queues" : "buffer");
            case "Class<T>" -> Optional.of("Found.class");
            case "Socket" -> Optional.of("taken");
            case "Object" -> object(parameter, name, hook);
            default -> Optional.of(isContext(type(parameter)) ? "context" : "new " + type(parameter) + "()");
        };
    }

    private static Optional<String> object(String parameter, String name, Hook hook) {
        if (parameter.startsWith("@WithSize")) return Optional.of("buffer");
        return switch (name) {
            case "context" -> Optional.of("context");
            case "task" -> Optional.of("task");
            case "socket" -> hook.socket.isEmpty() ? Optional.empty() : Optional.of("socket");
            case "ip", "tcp" -> Optional.of("buffer");
            default -> Optional.empty();
        };
    }
}
