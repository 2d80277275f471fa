package dev.skep.btf;

import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.TagForm;
import dev.skep.btf.Word.Number;
import dev.skep.btf.Word.Text;
import java.util.ArrayList;
import java.util.List;

/** A type as the 32-bit words of its record, strings still being strings, so that sizes and strings are known before writing. */
final class TypeWords implements BtfType.Visitor<List<Word>> {
    static List<Word> of(BtfType type) {
        return type.accept(new TypeWords());
    }

    @Override
    public List<Word> visit(BtfType.Int type) {
        int data = TypeRecord.number(type.encoding()) << TypeRecord.ENCODING_SHIFT
                | type.bitOffset() << TypeRecord.INT_OFFSET_SHIFT
                | type.bits();
        return record(type, 0, type.size(), List.of(new Number(data)));
    }

    @Override
    public List<Word> visit(BtfType.Ptr type) {
        return record(type, 0, type.target().value(), List.of());
    }

    @Override
    public List<Word> visit(BtfType.Array type) {
        return record(type, 0, 0, List.of(reference(type.element()), reference(type.index()), Number.of(type.count())));
    }

    @Override
    public List<Word> visit(BtfType.Struct type) {
        return composite(type);
    }

    @Override
    public List<Word> visit(BtfType.Union type) {
        return composite(type);
    }

    @Override
    public List<Word> visit(BtfType.Enum type) {
        List<Word> words = new ArrayList<>();
        for (Enumerator value : type.values()) {
            words.add(new Text(value.name()));
            words.add(Number.of(value.value()));
        }
        return record(type, type.values().size() | flag(type.signedness()), type.size(), words);
    }

    @Override
    public List<Word> visit(BtfType.Fwd type) {
        return record(type, type.of() == ForwardKind.UNION ? TypeRecord.FLAG : 0, 0, List.of());
    }

    @Override
    public List<Word> visit(BtfType.Typedef type) {
        return record(type, 0, type.target().value(), List.of());
    }

    @Override
    public List<Word> visit(BtfType.Volatile type) {
        return record(type, 0, type.target().value(), List.of());
    }

    @Override
    public List<Word> visit(BtfType.Const type) {
        return record(type, 0, type.target().value(), List.of());
    }

    @Override
    public List<Word> visit(BtfType.Restrict type) {
        return record(type, 0, type.target().value(), List.of());
    }

    @Override
    public List<Word> visit(BtfType.Func type) {
        return record(type, type.linkage().number(), type.prototype().value(), List.of());
    }

    @Override
    public List<Word> visit(BtfType.FuncProto type) {
        List<Word> words = new ArrayList<>();
        for (Parameter parameter : type.parameters()) {
            words.add(new Text(parameter.name()));
            words.add(reference(parameter.type()));
        }
        return record(type, type.parameters().size(), type.returns().value(), words);
    }

    @Override
    public List<Word> visit(BtfType.Var type) {
        return record(
                type, 0, type.type().value(), List.of(new Number(type.linkage().number())));
    }

    @Override
    public List<Word> visit(BtfType.DataSec type) {
        List<Word> words = new ArrayList<>();
        for (SectionEntry entry : type.entries()) {
            words.add(reference(entry.type()));
            words.add(new Number(entry.offset()));
            words.add(new Number(entry.size()));
        }
        return record(type, type.entries().size(), type.size(), words);
    }

    @Override
    public List<Word> visit(BtfType.Float type) {
        return record(type, 0, type.size(), List.of());
    }

    @Override
    public List<Word> visit(BtfType.DeclTag type) {
        return record(type, flag(type.form()), type.target().value(), List.of(new Number(type.component())));
    }

    @Override
    public List<Word> visit(BtfType.TypeTag type) {
        return record(type, flag(type.form()), type.target().value(), List.of());
    }

    @Override
    public List<Word> visit(BtfType.Enum64 type) {
        List<Word> words = new ArrayList<>();
        for (Enumerator value : type.values()) {
            words.add(new Text(value.name()));
            words.add(Number.low(value.value()));
            words.add(Number.high(value.value()));
        }
        return record(type, type.values().size() | flag(type.signedness()), type.size(), words);
    }

    private static List<Word> composite(BtfType.Composite type) {
        boolean withBitFields = type.members().stream().anyMatch(Member::isBitField);
        List<Word> words = new ArrayList<>();
        for (Member member : type.members()) {
            words.add(new Text(member.name()));
            words.add(reference(member.type()));
            words.add(new Number(member.bitFieldSize() << TypeRecord.BIT_SIZE_SHIFT | member.bitOffset()));
        }
        return record(type, type.members().size() | (withBitFields ? TypeRecord.FLAG : 0), type.size(), words);
    }

    private static List<Word> record(BtfType type, int elementsAndFlag, int sizeOrType, List<Word> rest) {
        List<Word> words = new ArrayList<>(rest.size() + 3);
        words.add(new Text(type.name()));
        words.add(new Number(TypeRecord.info(type.kind(), elementsAndFlag)));
        words.add(new Number(sizeOrType));
        words.addAll(rest);
        return words;
    }

    private static Number reference(BtfId id) {
        return new Number(id.value());
    }

    private static int flag(Signedness signedness) {
        return signedness == Signedness.SIGNED ? TypeRecord.FLAG : 0;
    }

    private static int flag(TagForm form) {
        return form == TagForm.ATTRIBUTE ? TypeRecord.FLAG : 0;
    }
}
