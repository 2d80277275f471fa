package dev.skep.asm;

/** The primitive that the mnemonics of every family are made of. */
public sealed interface Mnemonics permits AluMnemonics, MemoryMnemonics, WideMnemonics, JumpMnemonics, CallMnemonics {
    /** Appends an element. */
    CodeBuilder with(CodeElement element);
}
