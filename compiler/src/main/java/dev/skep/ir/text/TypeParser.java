package dev.skep.ir.text;

import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.ir.ValueType;
import dev.skep.ir.text.Lexer.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads types and declarations of structs. */
final class TypeParser {
    private static final int DEEPEST = 64;
    private static final Map<String, BpfType.Scalar.Encoding> ENCODINGS =
            Tokens.wordsOf(List.of(BpfType.Scalar.Encoding.values()));
    private static final Map<String, MemoryKind> MEMORY_KINDS = memoryKinds();

    private final Tokens tokens;
    private final Map<String, StructType> structs = new HashMap<>();
    private int depth;

    TypeParser(Tokens tokens) {
        this.tokens = tokens;
    }

    private static Map<String, MemoryKind> memoryKinds() {
        Map<String, MemoryKind> kinds = new HashMap<>();
        for (var kind : MemoryKind.values()) kinds.put("ptr." + kind.text(), kind);
        return Map.copyOf(kinds);
    }

    /** {@code i32}, {@code i64}, {@code ptr.kind} or {@code ptr.kind?}. */
    ValueType valueType() {
        if (tokens.takeIf("i32")) return ValueType.I32;
        if (tokens.takeIf("i64")) return ValueType.I64;
        var kind = tokens.word("type of value", MEMORY_KINDS);
        return tokens.takeIf("?") ? ValueType.nullable(kind) : ValueType.pointer(kind);
    }

    BpfType type() {
        var start = tokens.peek();
        if (++depth > DEEPEST) throw start.error("types nest more than " + DEEPEST + " deep");
        var type = prefix();
        depth--;
        while (true) {
            var inner = type;
            if (tokens.takeIf("*")) {
                type = new BpfType.Pointer(inner);
            } else if (tokens.takeIf("[")) {
                var length = tokens.smallNumber();
                tokens.expect("]");
                type = Tokens.checked(start, () -> new BpfType.Array(inner, length));
            } else {
                return type;
            }
        }
    }

    private BpfType prefix() {
        var word = tokens.expect(Token.Kind.WORD);
        return switch (word.text()) {
            case "struct" -> struct(tokens.peek());
            case "named" -> new BpfType.StructReference(tokens.name());
            case "scalar" -> scalar();
            case "typedef" -> typedef();
            case "enum" -> enumeration();
            case "tagged" -> tagged();
            case "contains" -> contains();
            case "function" -> function();
            default -> {
                var type = TypeText.WORDS.get(word.text());
                if (type == null) throw word.error("unknown type " + word);
                yield type;
            }
        };
    }

    private BpfType scalar() {
        tokens.expect("(");
        var name = tokens.string();
        tokens.expect(",");
        var size = tokens.smallNumber();
        tokens.expect(",");
        var encoding = tokens.word("encoding", ENCODINGS);
        tokens.expect(")");
        return new BpfType.Scalar(name, size, encoding);
    }

    private BpfType typedef() {
        tokens.expect("(");
        var name = tokens.string();
        tokens.expect(",");
        var target = type();
        tokens.expect(")");
        return new BpfType.Typedef(name, target);
    }

    private BpfType tagged() {
        tokens.expect("(");
        var tag = tokens.string();
        tokens.expect(",");
        var target = type();
        tokens.expect(")");
        return new BpfType.Tagged(tag, target);
    }

    private BpfType contains() {
        tokens.expect("(");
        var root = structType();
        tokens.expect(",");
        var element = structType();
        tokens.expect(",");
        var node = tokens.name();
        tokens.expect(")");
        return new BpfType.Contains(root, element, node);
    }

    private StructType structType() {
        var place = tokens.peek();
        if (type() instanceof StructType struct) return struct;
        throw place.error("need a struct, not " + place);
    }

    private BpfType function() {
        tokens.expect("(");
        var result = type();
        List<BpfType> parameters = new ArrayList<>();
        while (tokens.takeIf(",")) parameters.add(type());
        tokens.expect(")");
        return new BpfType.FunctionType(result, parameters);
    }

    private BpfType enumeration() {
        tokens.expect("(");
        var name = tokens.string();
        tokens.expect(",");
        var place = tokens.peek();
        if (!(type() instanceof BpfType.Scalar underlying)) throw place.error("an enum needs an integer, not " + place);
        List<BpfType.EnumType.Enumerator> enumerators = new ArrayList<>();
        while (tokens.takeIf(",")) {
            var enumerator = tokens.name();
            tokens.expect("=");
            enumerators.add(new BpfType.EnumType.Enumerator(enumerator, tokens.number()));
        }
        tokens.expect(")");
        return new BpfType.EnumType(name, underlying, enumerators);
    }

    /** Returns the declared struct that the next name means. */
    StructType struct(Token place) {
        var handle = tokens.name();
        var known = structs.get(handle);
        if (known == null) throw place.error("struct `" + handle + "` is not declared above");
        return known;
    }

    /** Reads {@code struct handle [name "…"] size n align n { members }}. */
    void declaration() {
        var kind = tokens.take().is("union") ? StructType.Kind.UNION : StructType.Kind.STRUCT;
        var place = tokens.peek();
        var handle = tokens.name();
        var name = tokens.takeIf("name") ? tokens.string() : handle;
        tokens.expect("size");
        var size = tokens.smallNumber();
        tokens.expect("align");
        var alignment = tokens.smallNumber();
        List<StructType.Member> members = new ArrayList<>();
        tokens.expect("{");
        while (!tokens.takeIf("}")) members.add(member());
        if (structs.put(handle, new StructType(name, kind, size, alignment, members)) != null)
            throw place.error("struct `" + handle + "` is declared twice");
    }

    private StructType.Member member() {
        var offset = tokens.smallNumber();
        tokens.expect(":");
        var type = type();
        var name = tokens.name();
        var bits = tokens.takeIf("bits") ? tokens.smallNumber() : 0;
        return new StructType.Member(name, type, offset, bits);
    }
}
