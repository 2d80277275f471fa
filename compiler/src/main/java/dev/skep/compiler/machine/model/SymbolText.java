package dev.skep.compiler.machine.model;

import dev.skep.asm.SymbolReference;

/** Names symbols in listings. */
enum SymbolText implements SymbolReference.Visitor<String> {
    INSTANCE;

    @Override
    public String map(SymbolReference.MapReference reference) {
        return "map " + reference.name();
    }

    @Override
    public String data(SymbolReference.DataReference reference) {
        return reference.offset() == 0 ? reference.name() : reference.name() + " + " + reference.offset();
    }

    @Override
    public String function(SymbolReference.FunctionReference reference) {
        return "function " + reference.name();
    }

    @Override
    public String kfunc(SymbolReference.KfuncReference reference) {
        return "kfunc " + reference.name();
    }

    @Override
    public String extern(SymbolReference.ExternReference reference) {
        return "extern " + reference.name();
    }
}
