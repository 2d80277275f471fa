package dev.skep.asm.text;

import dev.skep.asm.Encoding;
import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.Label;
import dev.skep.asm.Opcode;
import dev.skep.asm.TextBuffer;
import dev.skep.asm.TextStyle;

/** Writes instructions in a dialect; {@link AssemblyParser} reads what it writes. */
public final class InstructionPrinter {
    private static final int TYPICAL = 64;

    private InstructionPrinter() {}

    /** Tells whether a dialect can write an instruction: mnemonics cannot write {@code map[fd:5]}. */
    public static boolean canPrint(Instruction instruction, Dialect dialect) {
        return canPrint(instruction.opcode(), dialect);
    }

    /** Tells whether a dialect can write the instructions of a row. */
    public static boolean canPrint(Opcode opcode, Dialect dialect) {
        return dialect == Dialect.LLVM || MnemonicText.has(opcode);
    }

    /**
     * Returns the text of an instruction, labels by their hints.
     *
     * @throws IllegalArgumentException if the dialect cannot write it
     */
    public static String print(Instruction instruction, Dialect dialect) {
        if (dialect == Dialect.LLVM) {
            return InstructionText.of(instruction);
        }
        var text = new TextBuffer(TYPICAL);
        String symbol = InstructionText.symbol(instruction, Label::hint);
        MnemonicText.append(text, Encoding.of(instruction), dialect, symbol.isEmpty() ? null : symbol);
        return text.toString();
    }

    /**
     * Appends the text of an instruction.
     *
     * @throws IllegalArgumentException if the dialect cannot write it
     */
    public static void append(TextBuffer text, Encoding code, Dialect dialect) {
        if (dialect == Dialect.LLVM) {
            InstructionText.append(text, code, TextStyle.READABLE);
        } else {
            MnemonicText.append(text, code, dialect, null);
        }
    }

    /**
     * Appends the text of a jump or call, with {@code target} for the place that it leads to.
     *
     * @throws IllegalArgumentException if the dialect cannot write it
     */
    public static void append(TextBuffer text, Encoding code, Dialect dialect, String target) {
        if (dialect == Dialect.LLVM) {
            InstructionText.append(text, code, TextStyle.READABLE, target);
        } else {
            MnemonicText.append(text, code, dialect, target);
        }
    }
}
