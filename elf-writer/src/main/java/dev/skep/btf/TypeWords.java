package dev.skep.btf;

import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.TagForm;

/** Hands over the words of a type record; answers the sink. */
record TypeWords(WordSink words) implements BtfType.Visitor<WordSink> {
    @Override
    public WordSink visit(BtfType.Int type) {
        int data = TypeRecord.number(type.encoding()) << TypeRecord.ENCODING_SHIFT
                | type.bitOffset() << TypeRecord.INT_OFFSET_SHIFT
                | type.bits();
        start(type, 0, type.size());
        words.number(data);
        return words;
    }

    @Override
    public WordSink visit(BtfType.Ptr type) {
        start(type, 0, type.target());
        return words;
    }

    @Override
    public WordSink visit(BtfType.Array type) {
        start(type, 0, 0);
        words.reference(type.element());
        words.reference(type.index());
        words.number((int) type.count());
        return words;
    }

    @Override
    public WordSink visit(BtfType.Struct type) {
        return composite(type);
    }

    @Override
    public WordSink visit(BtfType.Union type) {
        return composite(type);
    }

    @Override
    public WordSink visit(BtfType.Enum type) {
        start(type, type.values().size() | flag(type.signedness()), type.size());
        for (Enumerator value : type.values()) {
            words.text(value.name());
            words.number((int) value.value());
        }
        return words;
    }

    @Override
    public WordSink visit(BtfType.Fwd type) {
        start(type, type.of() == ForwardKind.UNION ? TypeRecord.FLAG : 0, 0);
        return words;
    }

    @Override
    public WordSink visit(BtfType.Typedef type) {
        start(type, 0, type.target());
        return words;
    }

    @Override
    public WordSink visit(BtfType.Volatile type) {
        start(type, 0, type.target());
        return words;
    }

    @Override
    public WordSink visit(BtfType.Const type) {
        start(type, 0, type.target());
        return words;
    }

    @Override
    public WordSink visit(BtfType.Restrict type) {
        start(type, 0, type.target());
        return words;
    }

    @Override
    public WordSink visit(BtfType.Func type) {
        start(type, type.linkage().number(), type.prototype());
        return words;
    }

    @Override
    public WordSink visit(BtfType.FuncProto type) {
        start(type, type.parameters().size(), type.returns());
        for (Parameter parameter : type.parameters()) {
            words.text(parameter.name());
            words.reference(parameter.type());
        }
        return words;
    }

    @Override
    public WordSink visit(BtfType.Var type) {
        start(type, 0, type.type());
        words.number(type.linkage().number());
        return words;
    }

    @Override
    public WordSink visit(BtfType.DataSec type) {
        start(type, type.entries().size(), type.size());
        for (SectionEntry entry : type.entries()) {
            words.reference(entry.type());
            words.number(entry.offset());
            words.number(entry.size());
        }
        return words;
    }

    @Override
    public WordSink visit(BtfType.Float type) {
        start(type, 0, type.size());
        return words;
    }

    @Override
    public WordSink visit(BtfType.DeclTag type) {
        start(type, flag(type.form()), type.target());
        words.number(type.component());
        return words;
    }

    @Override
    public WordSink visit(BtfType.TypeTag type) {
        start(type, flag(type.form()), type.target());
        return words;
    }

    @Override
    public WordSink visit(BtfType.Enum64 type) {
        start(type, type.values().size() | flag(type.signedness()), type.size());
        for (Enumerator value : type.values()) {
            words.text(value.name());
            words.number((int) value.value());
            words.number((int) (value.value() >>> Integer.SIZE));
        }
        return words;
    }

    private WordSink composite(BtfType.Composite type) {
        boolean withBitFields = false;
        for (Member member : type.members()) {
            withBitFields |= member.isBitField();
        }
        start(type, type.members().size() | (withBitFields ? TypeRecord.FLAG : 0), type.size());
        for (Member member : type.members()) {
            words.text(member.name());
            words.reference(member.type());
            words.number(member.bitFieldSize() << TypeRecord.BIT_SIZE_SHIFT | member.bitOffset());
        }
        return words;
    }

    private void start(BtfType type, int elementsAndFlag, int size) {
        words.text(type.name());
        words.number(TypeRecord.info(type.kind(), elementsAndFlag));
        words.number(size);
    }

    private void start(BtfType type, int elementsAndFlag, BtfId reference) {
        words.text(type.name());
        words.number(TypeRecord.info(type.kind(), elementsAndFlag));
        words.reference(reference);
    }

    private static int flag(Signedness signedness) {
        return signedness == Signedness.SIGNED ? TypeRecord.FLAG : 0;
    }

    private static int flag(TagForm form) {
        return form == TagForm.ATTRIBUTE ? TypeRecord.FLAG : 0;
    }
}
