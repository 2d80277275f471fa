package dev.skep.btf;

import dev.skep.btf.BtfType.Composite;
import dev.skep.btf.BtfType.Enum64;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Fwd;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.Typedef;
import java.util.List;
import java.util.function.LongFunction;

/** Definitions and declarations in C as text, without what has to stand before them. */
final class CDefinitions {
    private final BtfGraph graph;
    private final CEffort effort;
    private final BtfLayout layout;
    private final CNames names;
    private final StringBuilder out = new StringBuilder();

    CDefinitions(BtfGraph graph, CEffort effort) {
        this.graph = graph;
        this.effort = effort;
        layout = BtfLayout.of(graph);
        names = new CNames(graph);
    }

    void append(String text) {
        out.append(text);
    }

    /** {@code struct name}, {@code union name} or {@code enum name}. */
    void declaration(BtfId id) {
        var name = names.tag(id);
        out.append(keyword(graph.type(id))).append(name.isEmpty() ? "" : " ").append(name);
        TextSize.check(out.length(), graph, id);
    }

    /** {@code typedef type name}. */
    void typedef(BtfId id) {
        var type = (Typedef) graph.type(id);
        var name = names.identifier(id);
        if (type.target().isVoid() && name.equals("__gnuc_va_list")) {
            out.append("typedef __builtin_va_list __gnuc_va_list"); // old GCCs say void
            return;
        }
        out.append("typedef ");
        declarator(type.target(), name, 0);
    }

    /** {@code type name}, the name being where C has it. */
    void declarator(BtfId id, String name, int indent) {
        effort.enter(id);
        new CDeclarator(graph, this, id, indent).write(name);
        TextSize.check(out.length(), graph, id);
        effort.leave();
    }

    /** {@code name} of a typedef or a number. */
    void name(BtfId id) {
        var type = graph.type(id);
        out.append(type.kind() == BtfKind.TYPEDEF ? names.identifier(id) : type.name());
    }

    /** {@code struct name { members }} or {@code union name { members }}. */
    void composite(BtfId id, int indent) {
        var type = (Composite) graph.type(id);
        boolean struct = type.kind() == BtfKind.STRUCT;
        boolean packed = struct && layout.isPacked(id);
        var padding = new CPadding(out, indent + 1);
        declaration(id);
        out.append(" {");
        for (Member member : type.members()) {
            padding.upTo(member, packed ? 1 : layout.align(member.type()));
            line(indent + 1);
            declarator(member.type(), member.name(), indent + 1);
            if (member.isBitField()) {
                out.append(": ").append(member.bitFieldSize());
            }
            out.append(';');
            padding.after(member, graph.sizeOf(member.type()).orElse(0));
        }
        if (struct) {
            padding.upToEnd(type.size(), layout.align(id));
        }
        if (!type.members().isEmpty() || type.size() > 0) {
            line(indent);
        }
        out.append('}').append(packed ? " __attribute__((packed))" : "");
    }

    /** {@code enum name { values }}. */
    void enumeration(BtfId id, int indent) {
        declaration(id);
        if (graph.type(id) instanceof BtfType.Enum type) {
            boolean signed = type.signedness() == Signedness.SIGNED;
            values(
                    id,
                    type.values(),
                    indent,
                    value -> signed ? "" + (int) value : Integer.toUnsignedString((int) value));
        } else if (graph.type(id) instanceof Enum64 type) {
            boolean signed = type.signedness() == Signedness.SIGNED;
            values(id, type.values(), indent, value -> signed ? value + "LL" : Long.toUnsignedString(value) + "ULL");
        }
    }

    private void values(BtfId id, List<Enumerator> values, int indent, LongFunction<String> number) {
        if (values.isEmpty()) {
            return;
        }
        out.append(" {");
        for (Enumerator value : values) {
            line(indent + 1);
            out.append(names.enumerator(value.name())).append(" = ");
            out.append(number.apply(value.value())).append(',');
            TextSize.check(out.length(), graph, id);
        }
        line(indent);
        out.append('}');
    }

    private void line(int indent) {
        out.append('\n').append("\t".repeat(indent));
    }

    private static String keyword(BtfType type) {
        return switch (type.kind()) {
            case STRUCT -> "struct";
            case UNION -> "union";
            case ENUM, ENUM64 -> "enum";
            case FWD -> ((Fwd) type).of() == ForwardKind.UNION ? "union" : "struct";
            case INT,
                    PTR,
                    ARRAY,
                    TYPEDEF,
                    VOLATILE,
                    CONST,
                    RESTRICT,
                    FUNC,
                    FUNC_PROTO,
                    VAR,
                    DATASEC,
                    FLOAT,
                    DECL_TAG,
                    TYPE_TAG -> throw new IllegalArgumentException(type.kind() + " has no keyword");
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
