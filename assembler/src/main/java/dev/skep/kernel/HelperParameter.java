package dev.skep.kernel;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A parameter of a helper: what C says of it, and what the verifier wants there, which follows from the names that the kernel uses.
 *
 * @param text as C declares it, {@code const void *key}
 * @param kind what goes over
 * @param bits of a number; 64 of everything else
 */
public record HelperParameter(String text, Kind kind, int bits) {
    /** What goes over. */
    public enum Kind {
        /** A number. */
        NUMBER,
        /** A map. */
        MAP,
        /** The context of the program, or a socket in its place. */
        CONTEXT,
        /** A socket. */
        SOCKET,
        /** A struct of the kernel. */
        OBJECT,
        /** The address of a key of the map. */
        KEY,
        /** The address of a value of the map, or null where the helper can do without. */
        VALUE,
        /** The address of memory that is read. */
        INPUT,
        /** The address of memory that is written. */
        OUTPUT,
        /** A text that ends with a NUL. */
        TEXT,
        /** A number that is an address elsewhere. */
        ADDRESS,
        /** A function of the object. */
        FUNCTION,
        /** What such a function gets. */
        CAPTURED,
        /** A record of a ring buffer. */
        RECORD,
        /** What lies in a map value or on the stack and belongs to the kernel: a timer, a lock, a dynptr. */
        SPECIAL,
        /** More numbers, as many as there are registers for. */
        MORE
    }

    private static final Set<Helper> OF_OBJECTS = EnumSet.of(Helper.SKB_OUTPUT, Helper.XDP_OUTPUT);
    private static final Set<Helper> OF_RECORDS = EnumSet.of(Helper.RINGBUF_SUBMIT, Helper.RINGBUF_DISCARD);
    private static final Set<String> SPECIAL = Set.of("bpf_dynptr", "bpf_timer", "bpf_spin_lock");

    /** Structs that are contexts of programs. */
    private static final Set<String> CONTEXTS = Set.of(
            "__sk_buff",
            "xdp_md",
            "sk_msg_md",
            "bpf_sock_ops",
            "bpf_sysctl",
            "bpf_sock_addr",
            "bpf_perf_event_data",
            "sk_reuseport_md",
            "pt_regs");

    private static final Set<String> OBJECTS =
            Set.of("task_struct", "cgroup", "file", "seq_file", "path", "inode", "linux_binprm");

    // spotless:off
    /** What pointers are whose type does not say it. */
    private static final Map<String, Kind> BY_NAME = Map.ofEntries(
            Map.entry("map",            Kind.MAP),     Map.entry("ringbuf",      Kind.MAP),
            Map.entry("prog_array_map", Kind.MAP),     Map.entry("ctx",          Kind.CONTEXT),
            Map.entry("skb",            Kind.CONTEXT), Map.entry("bpf_socket",   Kind.CONTEXT),
            Map.entry("sk",             Kind.SOCKET),  Map.entry("sock",         Kind.SOCKET),
            Map.entry("tp",             Kind.OBJECT),  Map.entry("inode",        Kind.OBJECT),
            Map.entry("key",            Kind.KEY),     Map.entry("value",        Kind.VALUE),
            Map.entry("unsafe_ptr",     Kind.ADDRESS), Map.entry("user_ptr",     Kind.ADDRESS),
            Map.entry("callback_fn",    Kind.FUNCTION), Map.entry("callback_ctx", Kind.CAPTURED),
            Map.entry("percpu_ptr",     Kind.SPECIAL));
    // spotless:on

    /** Helpers that read what C does not declare as constant. */
    private static final Set<Helper> READ = EnumSet.of(
            Helper.CSUM_DIFF,
            Helper.SKB_SET_TUNNEL_KEY,
            Helper.SKB_SET_TUNNEL_OPT,
            Helper.PERF_EVENT_OUTPUT,
            Helper.RINGBUF_OUTPUT,
            Helper.SKB_OUTPUT,
            Helper.XDP_OUTPUT,
            Helper.SETSOCKOPT,
            Helper.BIND,
            Helper.LWT_PUSH_ENCAP,
            Helper.LWT_SEG6_STORE_BYTES,
            Helper.LWT_SEG6_ACTION,
            Helper.SK_LOOKUP_TCP,
            Helper.SK_LOOKUP_UDP,
            Helper.SKC_LOOKUP_TCP,
            Helper.TCP_CHECK_SYNCOOKIE,
            Helper.TCP_GEN_SYNCOOKIE,
            Helper.TCP_RAW_GEN_SYNCOOKIE_IPV4,
            Helper.TCP_RAW_GEN_SYNCOOKIE_IPV6,
            Helper.TCP_RAW_CHECK_SYNCOOKIE_IPV4,
            Helper.TCP_RAW_CHECK_SYNCOOKIE_IPV6,
            Helper.STORE_HDR_OPT,
            Helper.XDP_STORE_BYTES,
            Helper.SNPRINTF,
            Helper.SNPRINTF_BTF,
            Helper.SEQ_PRINTF_BTF,
            Helper.REDIRECT_NEIGH,
            Helper.SYS_BPF,
            Helper.BTF_FIND_BY_NAME_KIND);

    /** Returns the parameters of a helper. */
    public static List<HelperParameter> of(Helper helper) {
        return helper.parameters().stream().map(text -> of(helper, text)).toList();
    }

    private static HelperParameter of(Helper helper, String text) {
        if (text.equals("...")) return new HelperParameter(text, Kind.MORE, Long.SIZE);
        var isPointer = text.indexOf('*') >= 0;
        return new HelperParameter(
                text, isPointer ? pointer(helper, text) : Kind.NUMBER, isPointer ? Long.SIZE : bits(text));
    }

    private static int bits(String text) {
        if (text.contains("64") || text.contains("long")) return Long.SIZE;
        return text.contains("16") ? Short.SIZE : Integer.SIZE;
    }

    private static Kind pointer(Helper helper, String text) {
        var name = text.substring(text.lastIndexOf('*') + 1);
        var type = text.substring(0, text.indexOf('*'))
                .replaceAll("\\b(const|struct)\\b", "")
                .strip();
        if (SPECIAL.contains(type) || helper == Helper.KPTR_XCHG) return Kind.SPECIAL;
        if (OF_RECORDS.contains(helper)) return Kind.RECORD;
        if (OF_OBJECTS.contains(helper) && name.equals("ctx")) return Kind.OBJECT;
        if (helper == Helper.PROBE_WRITE_USER && name.equals("dst")) return Kind.ADDRESS;
        if (CONTEXTS.contains(type)) return Kind.CONTEXT;
        if (OBJECTS.contains(type)) return Kind.OBJECT;
        if (type.equals("bpf_sock")) return Kind.SOCKET;
        if (type.equals("void") && BY_NAME.containsKey(name)) return BY_NAME.getOrDefault(name, Kind.OUTPUT);
        if (text.startsWith("const char")) return Kind.TEXT;
        var isRead = READ.contains(helper) && !name.equals("str");
        return text.startsWith("const") || isRead ? Kind.INPUT : Kind.OUTPUT;
    }

    /** Returns whether it is a number of bytes behind the address in front of it. */
    public boolean isSize() {
        return kind == Kind.NUMBER && !text.startsWith("__s32") && text.matches(".*(size|len|sz)\\w*");
    }

    /** Returns the declaration in C. */
    @Override
    public String toString() {
        return text;
    }
}
