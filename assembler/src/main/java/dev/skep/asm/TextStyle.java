package dev.skep.asm;

/** The ways to write pseudo-C. All of them read back as the same instruction. */
public enum TextStyle {
    /** Decimal numbers, whole registers around memory, references by what they are: {@code r1 = map[fd:5]}. */
    READABLE,
    /** What llvm-objdump-19 prints: hexadecimal numbers, {@code ld_pseudo r1, 0x1, 0x5}. */
    OBJDUMP,
    /** What llvm-objdump-19 prints with {@code --mcpu=v3}: lower halves where memory has 32 bits or less. */
    OBJDUMP_HALVES
}
