package dev.skep.object.internal.write;

/**
 * A word of a section that a symbol decides: a relocation before symbols have their numbers.
 *
 * @param offset bytes from the start of the section
 * @param type what the loader does, {@code R_BPF_*}
 * @param symbol which symbol
 */
record Link(int offset, int type, SymbolKey symbol) {
    /** Patches an {@code lddw}: {@code R_BPF_64_64}. */
    static final int LDDW = 1;

    /** Patches eight bytes of data: {@code R_BPF_64_ABS64}. */
    static final int DATA = 2;

    /** Patches a {@code call}: {@code R_BPF_64_32}. */
    static final int CALL = 10;

    /** A symbol before it has its number: that of a section, or one with a name. */
    record SymbolKey(Form form, String name) {
        enum Form {
            SECTION,
            NAMED
        }

        static SymbolKey ofSection(String section) {
            return new SymbolKey(Form.SECTION, section);
        }

        static SymbolKey named(String name) {
            return new SymbolKey(Form.NAMED, name);
        }
    }
}
