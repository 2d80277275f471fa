package dev.skep.ir;

import dev.skep.kernel.Kfunc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The types of kernel functions, read from how C declares them. Loaders compare kinds of types with those of the kernel that runs, not names,
 * so a struct needs no members here.
 */
public final class KfuncPrototypes {
    private static final Pattern DECLARATION = Pattern.compile("(.+?)(\\w+)\\((.*)\\)");

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
    public record Parameter(String name, BpfType type) {}

    private KfuncPrototypes() {}

    /** Returns the prototype of a kernel function; empty for one that is not known, or that takes what is none of these types. */
    public static Optional<Prototype> of(String kfunc) {
        return Kfunc.of(kfunc).flatMap(known -> read(known.prototype()));
    }

    private static Optional<Prototype> read(String declaration) {
        var matcher = DECLARATION.matcher(declaration);
        if (!matcher.matches()) return Optional.empty();
        var result = type(matcher.group(1));
        var parameters = new ArrayList<Parameter>();
        for (var text : matcher.group(3).split(",", -1)) {
            if (text.isBlank()) continue;
            var name = text.substring(text.replaceFirst("\\w+$", "").length());
            var type = type(text.substring(0, text.length() - name.length()));
            if (type.isEmpty()) return Optional.empty();
            parameters.add(new Parameter(name, type.get()));
        }
        return result.map(type -> new Prototype(type, parameters));
    }

    private static Optional<BpfType> type(String text) {
        var words = text.replaceAll("\\bconst\\b", "").strip().replaceAll("\\s+", " ");
        if (words.endsWith("*"))
            return type(words.substring(0, words.length() - 1)).map(BpfType.Pointer::new);
        if (words.startsWith("struct ")) return Optional.of(struct(words.substring("struct ".length())));
        return Optional.ofNullable(SCALARS.get(words));
    }

    private static BpfType struct(String name) {
        return new StructType(name, StructType.Kind.STRUCT, 0, 1, List.of());
    }
}
