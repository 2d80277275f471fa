package dev.skep.btf;

import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Signedness;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints types as JSON with the names that {@code bpftool -j btf dump} (7.1) has; only that unsigned 32-bit enumerators keep their
 * value here, which bpftool extends by its sign.
 */
public final class BtfJsonPrinter {
    private BtfJsonPrinter() {}

    /**
     * The types from this one on as one line, with its end.
     *
     * @throws IllegalArgumentException if it is longer than any that types made by a compiler have
     */
    public static String printFrom(BtfGraph graph, BtfId first) {
        TextSize.check(graph);
        var out = new StringBuilder("{\"types\":[");
        for (int id = first.value(); id <= graph.size(); id++) {
            out.append(id == first.value() ? "{\"id\":" : ",{\"id\":").append(id);
            var type = graph.type(new BtfId(id));
            new Fields(out).text("kind", type.kind().name()).name(type.name());
            type.accept(new Body(new Fields(out)));
            TextSize.check(out.length(), graph, new BtfId(id));
            out.append('}');
        }
        return out.append("]}\n").toString();
    }

    /** Fields of an object, each after a comma. */
    private record Fields(StringBuilder out) {
        Fields number(String name, long value) {
            return raw(name, Long.toString(value));
        }

        Fields raw(String name, String value) {
            out.append(",\"").append(name).append("\":").append(value);
            return this;
        }

        Fields text(String name, String value) {
            out.append(",\"").append(name).append("\":");
            quote(value);
            return this;
        }

        Fields name(String name) {
            return text("name", name.isEmpty() ? "(anon)" : name);
        }

        /** An array of objects, whose first field is always there and has its comma taken away. */
        <T> void list(String name, List<T> elements, Consumer<T> fields) {
            out.append(",\"").append(name).append("\":[");
            for (T element : elements) {
                int start = out.length();
                fields.accept(element);
                out.replace(start, start + 1, "{").append("},");
            }
            if (!elements.isEmpty()) {
                out.setLength(out.length() - 1);
            }
            out.append(']');
        }

        private void quote(String text) {
            out.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < ' ') {
                    out.append("\\u").append(HexFormat.of().toHexDigits(c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }
    }

    private record Body(Fields out) implements BtfType.Visitor<Fields> {
        @Override
        public Fields visit(BtfType.Int type) {
            var encoding = type.encoding() == IntEncoding.NONE
                    ? "(none)"
                    : type.encoding().name();
            return out.number("size", type.size())
                    .number("bits_offset", type.bitOffset())
                    .number("nr_bits", type.bits())
                    .text("encoding", encoding);
        }

        @Override
        public Fields visit(BtfType.Ptr type) {
            return to(type.target());
        }

        @Override
        public Fields visit(BtfType.Array type) {
            return to(type.element())
                    .number("index_type_id", type.index().value())
                    .number("nr_elems", type.count());
        }

        @Override
        public Fields visit(BtfType.Struct type) {
            return composite(type);
        }

        @Override
        public Fields visit(BtfType.Union type) {
            return composite(type);
        }

        @Override
        public Fields visit(BtfType.Enum type) {
            return enumeration(type.signedness(), type.size(), type.values());
        }

        @Override
        public Fields visit(BtfType.Fwd type) {
            return out.text("fwd_kind", type.of() == ForwardKind.UNION ? "union" : "struct");
        }

        @Override
        public Fields visit(BtfType.Typedef type) {
            return to(type.target());
        }

        @Override
        public Fields visit(BtfType.Volatile type) {
            return to(type.target());
        }

        @Override
        public Fields visit(BtfType.Const type) {
            return to(type.target());
        }

        @Override
        public Fields visit(BtfType.Restrict type) {
            return to(type.target());
        }

        @Override
        public Fields visit(BtfType.Func type) {
            return to(type.prototype()).text("linkage", type.linkage().toString());
        }

        @Override
        public Fields visit(BtfType.FuncProto type) {
            out.number("ret_type_id", type.returns().value())
                    .number("vlen", type.parameters().size());
            out.list("params", type.parameters(), (Parameter parameter) -> out.name(parameter.name())
                    .number("type_id", parameter.type().value()));
            return out;
        }

        @Override
        public Fields visit(BtfType.Var type) {
            return to(type.type()).text("linkage", type.linkage().toString());
        }

        @Override
        public Fields visit(BtfType.DataSec type) {
            out.number("size", type.size()).number("vlen", type.entries().size());
            out.list("vars", type.entries(), (SectionEntry entry) -> to(entry.type())
                    .number("offset", entry.offset())
                    .number("size", entry.size()));
            return out;
        }

        @Override
        public Fields visit(BtfType.Float type) {
            return out.number("size", type.size());
        }

        @Override
        public Fields visit(BtfType.DeclTag type) {
            return to(type.target()).number("component_idx", type.component());
        }

        @Override
        public Fields visit(BtfType.TypeTag type) {
            return to(type.target());
        }

        @Override
        public Fields visit(BtfType.Enum64 type) {
            return enumeration(type.signedness(), type.size(), type.values());
        }

        private Fields composite(BtfType.Composite type) {
            out.number("size", type.size()).number("vlen", type.members().size());
            out.list("members", type.members(), this::member);
            return out;
        }

        private void member(Member member) {
            out.name(member.name()).number("type_id", member.type().value());
            out.number("bits_offset", member.bitOffset());
            if (member.isBitField()) {
                out.number("bitfield_size", member.bitFieldSize());
            }
        }

        private Fields enumeration(Signedness signedness, int size, List<Enumerator> values) {
            boolean signed = signedness == Signedness.SIGNED;
            out.text("encoding", signedness.name()).number("size", size).number("vlen", values.size());
            out.list("values", values, (Enumerator value) -> out.name(value.name())
                    .raw("val", signed ? Long.toString(value.value()) : Long.toUnsignedString(value.value())));
            return out;
        }

        private Fields to(BtfId id) {
            return out.number("type_id", id.value());
        }
    }
}
