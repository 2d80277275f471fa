package dev.skep.elf;

/**
 * What a symbol names ({@code STT_*}), an open set of 16.
 *
 * @param value the number on the wire
 */
public record SymbolType(int value) {
    /** Not said: what the loader defines. */
    public static final SymbolType NOTYPE = new SymbolType(0);
    /** Data. */
    public static final SymbolType OBJECT = new SymbolType(1);
    /** Code. */
    public static final SymbolType FUNC = new SymbolType(2);
    /** A section. */
    public static final SymbolType SECTION = new SymbolType(3);
    /** The source file. */
    public static final SymbolType FILE = new SymbolType(4);

    public SymbolType {
        if (value < 0 || value > 0xF) {
            throw new IllegalArgumentException("symbol type " + value + ", allowed are 0 to 15");
        }
    }
}
