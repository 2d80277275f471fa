package dev.skep.asm.text;

/** Reads one instruction in a dialect. */
interface InstructionParser {
    /** Reads the instruction that starts here and emits it. */
    void instruction();
}
