package dev.skep.ir;

import dev.skep.kernel.Kfunc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The types of kernel functions, read from how C declares them. Loaders compare kinds of types with those of the kernel that runs, not names,
 * so a struct needs no members here.
 */
public final class KfuncPrototypes {
    private static final Pattern DECLARATION = Pattern.compile("(.+?)(\\w+)\\((.*)\\)");

    /** A function that the kernel calls back: {@code bool (less)(struct bpf_rb_node * , …)}. */
    private static final Pattern CALLBACK = Pattern.compile("(.+?)\\((\\w+)\\)\\((.*)\\)");

    /** A comma that separates parameters, not those of a callback. */
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    // spotless:off
    private static final Map<String, BpfType> SCALARS = Map.ofEntries(
            Map.entry("void", BpfType.VOID), Map.entry("bool", BpfType.BOOL),
            Map.entry("char", BpfType.CHAR), Map.entry("u8", BpfType.U8), Map.entry("__u8", BpfType.U8),
            Map.entry("u16", BpfType.U16),   Map.entry("__be16", BpfType.U16),
            Map.entry("int", BpfType.S32),   Map.entry("s32", BpfType.S32),
            Map.entry("u32", BpfType.U32),   Map.entry("__u32", BpfType.U32), Map.entry("unsigned int", BpfType.U32),
            Map.entry("s64", BpfType.S64),   Map.entry("long int", BpfType.S64),
            Map.entry("u64", BpfType.U64),   Map.entry("__u64", BpfType.U64), Map.entry("size_t", BpfType.U64),
            Map.entry("long unsigned int", BpfType.U64), Map.entry("long long unsigned int", BpfType.U64));
    // spotless:on

    /** What is called back with an entry of a map, which the table names by its typedef. */
    private static final Map<String, BpfType> TYPEDEFS = Map.of(
            "bpf_task_work_callback_t",
            new BpfType.Pointer(new BpfType.FunctionType(
                    BpfType.S32,
                    List.of(
                            new BpfType.Pointer(composite(StructType.Kind.STRUCT, "bpf_map")),
                            new BpfType.Pointer(BpfType.VOID),
                            new BpfType.Pointer(BpfType.VOID)))));

    /** Enumerations, which the table names without saying that they are. */
    private static final Set<String> ENUMERATIONS =
            Set.of("pid_type", "tcp_ca_event", "nf_nat_manip_type", "xdp_rss_hash_type");

    /**
     * What a kernel function takes and returns.
     *
     * @param parameters in order
     */
    public record Prototype(BpfType result, List<Parameter> parameters) {
        public Prototype {
            parameters = List.copyOf(parameters);
        }
    }

    /** A parameter, by the name that C gives it. */
    public record Parameter(String name, BpfType type) {
        /** Returns whether the verifier takes null for it. */
        public boolean mayBeNull() {
            return name.matches(".*__(nullable|opt|ign|prog)");
        }
    }

    private KfuncPrototypes() {}

    /** Returns the prototype of a kernel function; empty for one that is not known, or that takes what is none of these types. */
    public static Optional<Prototype> of(String kfunc) {
        return Kfunc.of(kfunc).flatMap(known -> read(known.prototype()));
    }

    private static Optional<Prototype> read(String declaration) {
        var matcher = DECLARATION.matcher(declaration);
        if (!matcher.matches()) return Optional.empty();
        var parameters = parameters(matcher.group(3));
        return type(matcher.group(1)).flatMap(result -> parameters.map(taken -> new Prototype(result, taken)));
    }

    private static Optional<List<Parameter>> parameters(String declared) {
        var parameters = new ArrayList<Parameter>();
        for (var text : COMMA.split(declared, -1)) {
            if (text.isBlank()) continue;
            var parameter = parameter(text.strip());
            if (parameter.isEmpty()) return Optional.empty();
            parameters.add(parameter.get());
        }
        return Optional.of(parameters);
    }

    private static Optional<Parameter> parameter(String text) {
        var callback = CALLBACK.matcher(text);
        if (callback.matches())
            return callback(callback.group(1), callback.group(3))
                    .map(type -> new Parameter(callback.group(2), new BpfType.Pointer(type)));
        var name = text.substring(text.replaceFirst("\\w+$", "").length());
        return type(text.substring(0, text.length() - name.length())).map(type -> new Parameter(name, type));
    }

    private static Optional<BpfType> callback(String result, String taken) {
        var types =
                Arrays.stream(taken.split(",", -1)).map(KfuncPrototypes::type).toList();
        if (types.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
        var known = types.stream().flatMap(Optional::stream).toList();
        return type(result).map(type -> new BpfType.FunctionType(type, known));
    }

    private static Optional<BpfType> type(String text) {
        var words = text.replaceAll("\\b(const|__arena)\\b", "").strip().replaceAll("\\s+", " ");
        if (words.endsWith("*"))
            return type(words.substring(0, words.length() - 1)).map(BpfType.Pointer::new);
        if (words.startsWith("struct "))
            return Optional.of(composite(StructType.Kind.STRUCT, words.substring("struct ".length())));
        if (words.startsWith("union "))
            return Optional.of(composite(StructType.Kind.UNION, words.substring("union ".length())));
        if (ENUMERATIONS.contains(words)) return Optional.of(new BpfType.EnumType(words, BpfType.U32, List.of()));
        return Optional.ofNullable(SCALARS.getOrDefault(words, TYPEDEFS.get(words)));
    }

    private static BpfType composite(StructType.Kind kind, String name) {
        return new StructType(name, kind, 0, 1, List.of());
    }
}
