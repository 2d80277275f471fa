package dev.skep.asm.text;

/**
 * A place whose bytes follow from a symbol.
 *
 * @param offset bytes from the start of the section
 * @param form what the place is
 * @param symbol index of the symbol in the file
 * @param addend what is added to it
 */
public record AssemblyReference(int offset, Form form, int symbol, long addend) {
    /** What a place is. */
    public enum Form {
        /** The 64-bit immediate of {@code lddw}. */
        LDDW,
        /** The immediate of {@code call}, which counts slots. */
        CALL,
        /** Four bytes of data. */
        DATA_4,
        /** Eight bytes of data. */
        DATA_8
    }
}
