package dev.skep.object.lint;

import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolPlace.InSection;
import java.util.OptionalInt;

/**
 * A relocated instruction.
 *
 * @param section the number of its section
 * @param place where it is, for messages
 * @param offset where it is in its section
 * @param type the type of the relocation
 * @param opcode its opcode
 * @param immediate its immediate
 * @param second its second slot, 0 if it has none
 * @param symbol what it is relocated by
 */
record Site(int section, String place, int offset, int type, int opcode, int immediate, long second, Symbol symbol) {
    static final int SLOT = 8;
    static final int LDDW = 0x18;
    static final int CALL = 0x85;

    boolean isCall() {
        return opcode == CALL;
    }

    boolean isLddw() {
        return opcode == LDDW;
    }

    boolean isExtern() {
        return symbol.place().equals(SymbolPlace.UNDEFINED);
    }

    /** The section that it refers to. */
    OptionalInt target() {
        return symbol.place() instanceof InSection in ? OptionalInt.of(in.section()) : OptionalInt.empty();
    }

    /** The byte of that section that it refers to. */
    long targetOffset() {
        return symbol.value() + (isCall() ? (immediate + 1L) * SLOT : immediate);
    }
}
