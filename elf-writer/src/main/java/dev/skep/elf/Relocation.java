package dev.skep.elf;

/**
 * A word of a section that depends on a symbol.
 *
 * @param offset bytes from the start of the section
 * @param symbol index in the symbol table
 * @param type what to do, by the rules of the machine
 * @param addend what to add; 0 where the table has no addends
 */
public record Relocation(long offset, int symbol, int type, long addend) {
    /** A relocation whose addend, if any, lies in the section. */
    public static Relocation of(long offset, int symbol, int type) {
        return new Relocation(offset, symbol, type, 0);
    }
}
