package dev.skep.ir.text;

import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes types, and the declarations of the structs they name. */
final class TypeText implements BpfType.Visitor<String> {
    /** The types that have a word of their own. */
    static final Map<String, BpfType> WORDS = words();

    private static final Map<BpfType, String> SPELLING =
            WORDS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private final Map<StructType, String> handles = new LinkedHashMap<>();
    private final Map<String, Integer> taken = new LinkedHashMap<>();
    private final StringBuilder declarations = new StringBuilder();

    private static Map<String, BpfType> words() {
        Map<String, BpfType> words = new LinkedHashMap<>();
        words.put("void", BpfType.VOID);
        words.put("bool", BpfType.BOOL);
        words.put("char", BpfType.CHAR);
        words.put("s8", BpfType.S8);
        words.put("u8", BpfType.U8);
        words.put("s16", BpfType.S16);
        words.put("u16", BpfType.U16);
        words.put("s32", BpfType.S32);
        words.put("u32", BpfType.U32);
        words.put("s64", BpfType.S64);
        words.put("u64", BpfType.U64);
        words.put("be16", BpfType.BE16);
        words.put("be32", BpfType.BE32);
        words.put("be64", BpfType.BE64);
        return Map.copyOf(words);
    }

    /** Returns the text of a type; structs are named, and declared in {@link #declarations}. */
    String of(BpfType type) {
        var word = SPELLING.get(type);
        return word != null ? word : type.accept(this);
    }

    /** Returns the declarations of every struct that was named, each after those it names. */
    String declarations() {
        return declarations.toString();
    }

    @Override
    public String void_(BpfType.Void type) {
        return "void";
    }

    @Override
    public String scalar(BpfType.Scalar type) {
        return "scalar(" + Words.quoted(type.name()) + ", " + type.size() + ", " + Words.of(type.encoding()) + ")";
    }

    @Override
    public String pointer(BpfType.Pointer type) {
        return of(type.target()) + "*";
    }

    @Override
    public String array(BpfType.Array type) {
        return of(type.element()) + "[" + type.length() + "]";
    }

    @Override
    public String enum_(BpfType.EnumType type) {
        var text = new StringBuilder("enum(" + Words.quoted(type.name()) + ", " + of(type.underlying()));
        for (var enumerator : type.enumerators())
            text.append(", ")
                    .append(Words.name(enumerator.name()))
                    .append(" = ")
                    .append(enumerator.value());
        return text.append(')').toString();
    }

    @Override
    public String typedef(BpfType.Typedef type) {
        return "typedef(" + Words.quoted(type.name()) + ", " + of(type.target()) + ")";
    }

    @Override
    public String tagged(BpfType.Tagged type) {
        return "tagged(" + Words.quoted(type.tag()) + ", " + of(type.target()) + ")";
    }

    @Override
    public String contains(BpfType.Contains type) {
        return "contains(" + of(type.root()) + ", " + of(type.element()) + ", " + Words.name(type.node()) + ")";
    }

    @Override
    public String function(BpfType.FunctionType type) {
        return "function("
                + Stream.concat(Stream.of(type.result()), type.parameters().stream())
                        .map(this::of)
                        .collect(Collectors.joining(", "))
                + ")";
    }

    @Override
    public String struct(StructType type) {
        var known = handles.get(type);
        if (known == null) {
            known = Words.name(handle(type));
            handles.put(type, known);
            declarations.append(declaration(known, type));
        }
        return "struct " + known;
    }

    @Override
    public String structReference(BpfType.StructReference type) {
        return "named " + Words.name(type.name());
    }

    /** Two structs of one name are told apart by a number behind it. */
    private String handle(StructType type) {
        var count = taken.merge(type.name(), 1, Integer::sum);
        return count == 1 && !type.name().isEmpty() ? type.name() : type.name() + "#" + count;
    }

    private String declaration(String handle, StructType type) {
        var name = handle.equals(Words.name(type.name())) ? "" : " name " + Words.quoted(type.name());
        var members = type.members().stream().map(this::member).collect(Collectors.joining());
        return (type.kind() == StructType.Kind.UNION ? "union " : "struct ") + handle + name + " size " + type.size()
                + " align " + type.alignment() + " {\n" + members + "}\n\n";
    }

    private String member(StructType.Member member) {
        var bits = member.bitSize() == 0 ? "" : " bits " + member.bitSize();
        return "    " + member.bitOffset() + ": " + of(member.type()) + " " + Words.name(member.name()) + bits + "\n";
    }

    /** Returns the names by which structs that must be in BTF are declared. */
    String all(List<StructType> types) {
        return types.stream()
                .map(this::struct)
                .map(named -> named.substring("struct ".length()))
                .collect(Collectors.joining(", "));
    }
}
