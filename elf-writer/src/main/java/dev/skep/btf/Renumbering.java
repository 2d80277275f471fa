package dev.skep.btf;

import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.SectionEntry;
import java.util.function.UnaryOperator;

/** The same type with other numbers for the types it refers to; {@code void} stays {@code void}. */
record Renumbering(UnaryOperator<BtfId> numbers) implements BtfType.Visitor<BtfType> {
    @Override
    public BtfType visit(BtfType.Int type) {
        return type;
    }

    @Override
    public BtfType visit(BtfType.Ptr type) {
        return new BtfType.Ptr(now(type.target()));
    }

    @Override
    public BtfType visit(BtfType.Array type) {
        return new BtfType.Array(now(type.element()), now(type.index()), type.count());
    }

    @Override
    public BtfType visit(BtfType.Struct type) {
        return new BtfType.Struct(type.name(), type.size(), Elements.each(type.members(), this::member));
    }

    @Override
    public BtfType visit(BtfType.Union type) {
        return new BtfType.Union(type.name(), type.size(), Elements.each(type.members(), this::member));
    }

    @Override
    public BtfType visit(BtfType.Enum type) {
        return type;
    }

    @Override
    public BtfType visit(BtfType.Fwd type) {
        return type;
    }

    @Override
    public BtfType visit(BtfType.Typedef type) {
        return new BtfType.Typedef(type.name(), now(type.target()));
    }

    @Override
    public BtfType visit(BtfType.Volatile type) {
        return new BtfType.Volatile(now(type.target()));
    }

    @Override
    public BtfType visit(BtfType.Const type) {
        return new BtfType.Const(now(type.target()));
    }

    @Override
    public BtfType visit(BtfType.Restrict type) {
        return new BtfType.Restrict(now(type.target()));
    }

    @Override
    public BtfType visit(BtfType.Func type) {
        return new BtfType.Func(type.name(), now(type.prototype()), type.linkage());
    }

    @Override
    public BtfType visit(BtfType.FuncProto type) {
        return new BtfType.FuncProto(
                now(type.returns()),
                Elements.each(type.parameters(), parameter -> new Parameter(parameter.name(), now(parameter.type()))));
    }

    @Override
    public BtfType visit(BtfType.Var type) {
        return new BtfType.Var(type.name(), now(type.type()), type.linkage());
    }

    @Override
    public BtfType visit(BtfType.DataSec type) {
        return new BtfType.DataSec(
                type.name(),
                type.size(),
                Elements.each(
                        type.entries(), entry -> new SectionEntry(now(entry.type()), entry.offset(), entry.size())));
    }

    @Override
    public BtfType visit(BtfType.Float type) {
        return type;
    }

    @Override
    public BtfType visit(BtfType.DeclTag type) {
        return new BtfType.DeclTag(type.name(), now(type.target()), type.component(), type.form());
    }

    @Override
    public BtfType visit(BtfType.TypeTag type) {
        return new BtfType.TypeTag(type.name(), now(type.target()), type.form());
    }

    @Override
    public BtfType visit(BtfType.Enum64 type) {
        return type;
    }

    private Member member(Member member) {
        return new Member(member.name(), now(member.type()), member.bitOffset(), member.bitFieldSize());
    }

    private BtfId now(BtfId id) {
        return id.isVoid() ? id : numbers.apply(id);
    }
}
