package dev.skep.elf;

/**
 * Who sees a symbol ({@code STB_*}), an open set of 16.
 *
 * @param value the number on the wire
 */
public record SymbolBinding(int value) {
    /** Only its own file. */
    public static final SymbolBinding LOCAL = new SymbolBinding(0);
    /** Every file. */
    public static final SymbolBinding GLOBAL = new SymbolBinding(1);
    /** Every file, if no one else defines it or nobody does. */
    public static final SymbolBinding WEAK = new SymbolBinding(2);

    public SymbolBinding {
        if (value < 0 || value > 0xF) {
            throw new IllegalArgumentException("symbol binding " + value + ", allowed are 0 to 15");
        }
    }
}
