package dev.skep.elf;

/**
 * A symbol: a name for a place in a section.
 *
 * @param name the name; empty for section symbols
 * @param type what it names
 * @param binding who sees it
 * @param other {@code st_other}; its lowest two bits are the visibility
 * @param place what {@code value} counts from
 * @param value bytes from there
 * @param size bytes of what it names, 0 if unknown
 */
public record Symbol(
        String name, SymbolType type, SymbolBinding binding, int other, SymbolPlace place, long value, long size) {
    /** The symbol that every table starts with. */
    public static final Symbol NULL =
            new Symbol("", SymbolType.NOTYPE, SymbolBinding.LOCAL, 0, SymbolPlace.UNDEFINED, 0, 0);

    private static final int VISIBILITY = 3;
    private static final int HIDDEN = 2;

    public Symbol {
        if (other < 0 || other > 0xFF) {
            throw new IllegalArgumentException("symbol " + name + " has st_other " + other + ", allowed are 0 to 255");
        }
    }

    /** A symbol of default visibility for {@code size} bytes at {@code value} of a section. */
    public static Symbol of(String name, SymbolType type, SymbolBinding binding, int section, long value, long size) {
        return new Symbol(name, type, binding, 0, SymbolPlace.in(section), value, size);
    }

    /** The symbol that stands for a section. */
    public static Symbol ofSection(int section) {
        return of("", SymbolType.SECTION, SymbolBinding.LOCAL, section, 0, 0);
    }

    /** A symbol that the loader defines. */
    public static Symbol undefined(String name, SymbolBinding binding) {
        return new Symbol(name, SymbolType.NOTYPE, binding, 0, SymbolPlace.UNDEFINED, 0, 0);
    }

    /** Whether only its own file sees it. */
    public boolean isLocal() {
        return binding.value() == SymbolBinding.LOCAL.value();
    }

    /** Whether its visibility is hidden or internal. */
    public boolean isHidden() {
        return (other & VISIBILITY) == HIDDEN || (other & VISIBILITY) == 1;
    }

    /** Whether it lies in this section. */
    public boolean isIn(int section) {
        return place instanceof SymbolPlace.InSection in && in.section() == section;
    }
}
