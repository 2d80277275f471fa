package dev.skep.asm;

/** The choice between the two widths that arithmetic, comparisons and atomics come in. */
final class Wide {
    private Wide() {}

    static Opcode select(Width width, Opcode word, Opcode doubleWord) {
        return switch (width) {
            case W -> word;
            case DW -> doubleWord;
            case B, H -> throw new IllegalArgumentException(doubleWord.mnemonic() + " is W or DW wide, not " + width);
        };
    }
}
