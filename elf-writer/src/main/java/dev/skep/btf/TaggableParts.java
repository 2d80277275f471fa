package dev.skep.btf;

import dev.skep.btf.BtfType.FuncProto;

/** How many parts of a type a declaration tag can be on: 0 if only on the type itself, {@link #NOT_EVEN_ITSELF} if on nothing. */
record TaggableParts(BtfGraph graph) implements BtfType.Visitor<Integer> {
    static final int NOT_EVEN_ITSELF = -1;

    @Override
    public Integer visit(BtfType.Struct type) {
        return type.members().size();
    }

    @Override
    public Integer visit(BtfType.Union type) {
        return type.members().size();
    }

    @Override
    public Integer visit(BtfType.Func type) {
        return graph.type(type.prototype(), FuncProto.class)
                .map(prototype -> prototype.parameters().size())
                .orElse(0);
    }

    @Override
    public Integer visit(BtfType.Var type) {
        return 0;
    }

    @Override
    public Integer visit(BtfType.Typedef type) {
        return 0;
    }

    @Override
    public Integer visit(BtfType.Int type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.Ptr type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.Array type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.Enum type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.Fwd type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.Volatile type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.Const type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.Restrict type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(FuncProto type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.DataSec type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.Float type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.DeclTag type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.TypeTag type) {
        return NOT_EVEN_ITSELF;
    }

    @Override
    public Integer visit(BtfType.Enum64 type) {
        return NOT_EVEN_ITSELF;
    }
}
