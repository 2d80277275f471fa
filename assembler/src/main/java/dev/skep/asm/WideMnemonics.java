package dev.skep.asm;

/** 64-bit immediates: constants and the addresses of things that have a symbol. */
public sealed interface WideMnemonics extends Mnemonics permits CodeBuilder {
    /** Emits {@code dst = value ll}: all 64 bits, two slots. */
    default CodeBuilder lddw(Register dst, long value) {
        return with(new WideInstruction.Constant(dst, value));
    }

    /** Emits {@code dst = symbol ll}: the address of what the symbol names. */
    default CodeBuilder ldSymbol(Register dst, SymbolReference symbol) {
        return with(new WideInstruction.Symbol(dst, symbol));
    }

    /** Emits {@code dst = &map}. */
    default CodeBuilder ldMap(Register dst, String name) {
        return ldSymbol(dst, new SymbolReference.MapReference(name));
    }

    /** Emits {@code dst = &global}. */
    default CodeBuilder ldGlobal(Register dst, String name) {
        return ldGlobal(dst, name, 0);
    }

    /** Emits {@code dst = (char *)&global + offset}. */
    default CodeBuilder ldGlobal(Register dst, String name, int offset) {
        return ldSymbol(dst, new SymbolReference.DataReference(name, offset));
    }

    /** Emits {@code dst = &function}, a callback. */
    default CodeBuilder ldFunction(Register dst, String name) {
        return ldSymbol(dst, new SymbolReference.FunctionReference(name));
    }

    /** Emits {@code dst = &name}: a kernel variable, kernel address or configuration value. */
    default CodeBuilder ldExtern(Register dst, String name) {
        return ldSymbol(dst, new SymbolReference.ExternReference(name));
    }

    /** Emits {@code dst = map[fd:fd]}: a map that is already open, for code that goes straight to the kernel. */
    default CodeBuilder ldMapFd(Register dst, int fd) {
        return with(new WideInstruction.Pseudo(Opcode.LDDW_MAP_FD, dst, fd, 0));
    }

    /** Emits {@code dst = map[fd:fd][0]+offset}: a place in the value of an open array map. */
    default CodeBuilder ldMapValue(Register dst, int fd, int offset) {
        return with(new WideInstruction.Pseudo(Opcode.LDDW_MAP_VALUE, dst, fd, offset));
    }
}
