package dev.skep.asm.text;

import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.Label;
import dev.skep.asm.TextStyle;
import java.util.function.Function;

/** Writes instructions in a dialect; {@link AssemblyParser} reads what it writes. */
public final class InstructionPrinter {
    private InstructionPrinter() {}

    /** Tells whether a dialect can write an instruction: mnemonics cannot write {@code map[fd:5]}. */
    public static boolean canPrint(Instruction instruction, Dialect dialect) {
        return dialect == Dialect.LLVM || MnemonicText.has(instruction.opcode());
    }

    /** Returns the text of an instruction, labels by their hints. */
    public static String print(Instruction instruction, Dialect dialect) {
        var text = new StringBuilder();
        append(text, instruction, dialect, Label::hint);
        return text.toString();
    }

    /**
     * Appends the text of an instruction, labels by the names that {@code labels} gives them.
     *
     * @throws IllegalArgumentException if the dialect cannot write it
     */
    public static void append(
            StringBuilder text, Instruction instruction, Dialect dialect, Function<Label, String> labels) {
        if (dialect == Dialect.LLVM) {
            InstructionText.append(text, instruction, TextStyle.READABLE, labels);
        } else {
            MnemonicText.append(text, instruction, dialect, labels);
        }
    }
}
