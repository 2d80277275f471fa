package dev.skep.object.internal.read;

import dev.skep.asm.MachineCode.Form;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace.InSection;
import java.util.OptionalInt;

/**
 * A relocated instruction as found in a file.
 *
 * @param offset where it is in its section, in bytes
 * @param form which instruction
 * @param immediate what it holds
 * @param symbol what it is relocated by
 */
public record Reference(int offset, Form form, int immediate, Symbol symbol) {
    private static final int SLOT = 8;

    /** The section that the symbol is in, unless it is defined elsewhere. */
    public OptionalInt section() {
        return symbol.place().accept((InSection in) -> OptionalInt.of(in.section()), reserved -> OptionalInt.empty());
    }

    /** The byte of that section that the instruction means: the symbol's, and as many bytes or slots more as it holds. */
    public long place() {
        return symbol.value() + (form == Form.CALL ? (immediate + 1L) * SLOT : immediate);
    }
}
