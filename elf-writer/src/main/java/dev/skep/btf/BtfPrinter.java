package dev.skep.btf;

import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.Var;

/** Prints types as {@code bpftool btf dump … format raw} (7.1) does, one line a type, one indented line an element. */
public final class BtfPrinter {
    private BtfPrinter() {}

    /**
     * The text of all types, each line with its end.
     *
     * @throws IllegalArgumentException if it is longer than any that types made by a compiler have
     */
    public static String print(BtfGraph graph) {
        return printFrom(graph, new BtfId(1));
    }

    /** The text of the types from this one on: what a module adds to the kernel's types, say. */
    public static String printFrom(BtfGraph graph, BtfId first) {
        TextSize.check(graph);
        var out = new StringBuilder();
        var lines = new Lines(graph);
        for (int id = first.value(); id <= graph.size(); id++) {
            out.append('[').append(id).append("] ");
            out.append(graph.type(new BtfId(id)).accept(lines)).append('\n');
        }
        return out.toString();
    }

    /** The text of one type, without its number. */
    private record Lines(BtfGraph graph) implements BtfType.Visitor<String> {
        @Override
        public String visit(BtfType.Int type) {
            var encoding = type.encoding() == BtfType.IntEncoding.NONE
                    ? "(none)"
                    : type.encoding().name();
            return head(type) + " size=" + type.size() + " bits_offset=" + type.bitOffset() + " nr_bits=" + type.bits()
                    + " encoding=" + encoding;
        }

        @Override
        public String visit(BtfType.Ptr type) {
            return to(type, type.target());
        }

        @Override
        public String visit(BtfType.Array type) {
            return head(type) + " type_id=" + type.element().value() + " index_type_id="
                    + type.index().value() + " nr_elems=" + type.count();
        }

        @Override
        public String visit(BtfType.Struct type) {
            return composite(type);
        }

        @Override
        public String visit(BtfType.Union type) {
            return composite(type);
        }

        @Override
        public String visit(BtfType.Enum type) {
            var out = new StringBuilder(enumeration(
                    type, type.signedness(), type.size(), type.values().size()));
            for (Enumerator value : type.values()) {
                out.append("\n\t'").append(value.name()).append("' val=").append(value.value());
            }
            return out.toString();
        }

        @Override
        public String visit(BtfType.Fwd type) {
            return head(type) + " fwd_kind=" + (type.of() == ForwardKind.UNION ? "union" : "struct");
        }

        @Override
        public String visit(BtfType.Typedef type) {
            return to(type, type.target());
        }

        @Override
        public String visit(BtfType.Volatile type) {
            return to(type, type.target());
        }

        @Override
        public String visit(BtfType.Const type) {
            return to(type, type.target());
        }

        @Override
        public String visit(BtfType.Restrict type) {
            return to(type, type.target());
        }

        @Override
        public String visit(BtfType.Func type) {
            return to(type, type.prototype()) + " linkage=" + type.linkage();
        }

        @Override
        public String visit(BtfType.FuncProto type) {
            var out = new StringBuilder(head(type));
            out.append(" ret_type_id=")
                    .append(type.returns().value())
                    .append(" vlen=")
                    .append(type.parameters().size());
            for (Parameter parameter : type.parameters()) {
                out.append("\n\t'").append(orAnonymous(parameter.name())).append("' type_id=");
                out.append(parameter.type().value());
            }
            return out.toString();
        }

        @Override
        public String visit(Var type) {
            return to(type, type.type()) + ", linkage=" + type.linkage();
        }

        @Override
        public String visit(BtfType.DataSec type) {
            var out = new StringBuilder(head(type));
            out.append(" size=")
                    .append(type.size())
                    .append(" vlen=")
                    .append(type.entries().size());
            for (SectionEntry entry : type.entries()) {
                out.append("\n\ttype_id=")
                        .append(entry.type().value())
                        .append(" offset=")
                        .append(entry.offset());
                out.append(" size=").append(entry.size());
                graph.type(entry.type(), BtfType.class)
                        .ifPresent(of -> out.append(" (").append(head(of)).append(')'));
            }
            return out.toString();
        }

        @Override
        public String visit(BtfType.Float type) {
            return head(type) + " size=" + type.size();
        }

        @Override
        public String visit(BtfType.DeclTag type) {
            return to(type, type.target()) + " component_idx=" + type.component();
        }

        @Override
        public String visit(BtfType.TypeTag type) {
            return to(type, type.target());
        }

        @Override
        public String visit(BtfType.Enum64 type) {
            var out = new StringBuilder(enumeration(
                    type, type.signedness(), type.size(), type.values().size()));
            boolean signed = type.signedness() == Signedness.SIGNED;
            for (Enumerator value : type.values()) {
                out.append("\n\t'").append(value.name()).append("' val=");
                out.append(signed ? value.value() + "LL" : Long.toUnsignedString(value.value()) + "ULL");
            }
            return out.toString();
        }

        private static String composite(BtfType.Composite type) {
            var out = new StringBuilder(head(type));
            out.append(" size=")
                    .append(type.size())
                    .append(" vlen=")
                    .append(type.members().size());
            for (Member member : type.members()) {
                out.append("\n\t'")
                        .append(orAnonymous(member.name()))
                        .append("' type_id=")
                        .append(member.type().value());
                out.append(" bits_offset=").append(member.bitOffset());
                if (member.isBitField()) {
                    out.append(" bitfield_size=").append(member.bitFieldSize());
                }
            }
            return out.toString();
        }

        private static String enumeration(BtfType type, Signedness signedness, int size, int values) {
            return head(type) + " encoding=" + signedness + " size=" + size + " vlen=" + values;
        }

        private static String to(BtfType type, BtfId target) {
            return head(type) + " type_id=" + target.value();
        }

        private static String head(BtfType type) {
            return type.kind() + " '" + orAnonymous(type.name()) + "'";
        }

        private static String orAnonymous(String name) {
            return name.isEmpty() ? "(anon)" : name;
        }
    }
}
