package dev.skep.asm;

import java.util.function.Function;

/** Instructions as the kernel's and LLVM's pseudo-C: {@code r0 = *(u32 *)(r1 + 4)}. */
public final class InstructionText {
    private static final int TYPICAL = 64;
    private static final SymbolReference.Visitor<String> SYMBOL = new SymbolText();

    private InstructionText() {}

    /** Returns the text of an instruction, labels by their hints. */
    public static String of(Instruction instruction) {
        return of(instruction, Label::hint);
    }

    /** Returns the text of an instruction, labels by the names that {@code labels} gives them. */
    public static String of(Instruction instruction, Function<Label, String> labels) {
        return of(instruction, TextStyle.READABLE, labels);
    }

    /** Returns the text of an instruction in a style, labels by their hints. */
    public static String of(Instruction instruction, TextStyle style) {
        return of(instruction, style, Label::hint);
    }

    private static String of(Instruction instruction, TextStyle style, Function<Label, String> labels) {
        var text = new TextBuffer(TYPICAL);
        Encoding code = Encoding.of(instruction);
        String symbol = symbol(instruction, labels);
        PseudoC.of(code, style).append(text, code, style, symbol.isEmpty() ? null : symbol);
        return text.toString();
    }

    /** Appends the text of an instruction in a style. */
    public static void append(TextBuffer text, Encoding code, TextStyle style) {
        PseudoC.of(code, style).append(text, code, style, null);
    }

    /** Appends the text of a jump or call in a style, with {@code target} for the place that it leads to. */
    public static void append(TextBuffer text, Encoding code, TextStyle style, String target) {
        PseudoC.of(code, style).append(text, code, style, target);
    }

    /** Returns how an instruction writes the symbol or label in it, labels by the names that {@code labels} gives; else nothing. */
    public static String symbol(Instruction instruction, Function<Label, String> labels) {
        return switch (instruction.opcode().shape()) {
            case WIDE_CONSTANT, CALL_FUNCTION, JUMP, JUMP_LONG, JUMP_REGISTER, JUMP_IMMEDIATE ->
                instruction
                        .symbol()
                        .map(reference -> reference.accept(SYMBOL))
                        .or(() -> instruction.target().map(target -> target.accept(new Named(labels))))
                        .orElse("");
            default -> "";
        };
    }

    /** The name of a label; nothing for a distance, which the instruction knows. */
    private record Named(Function<Label, String> labels) implements JumpTarget.Visitor<String> {
        @Override
        public String label(Label label) {
            return labels.apply(label);
        }

        @Override
        public String offset(JumpOffset offset) {
            return "";
        }
    }

    /** A symbol as it stands in the text: its name, and how far behind it. */
    private static final class SymbolText implements SymbolReference.Visitor<String> {
        @Override
        public String map(SymbolReference.MapReference reference) {
            return reference.name();
        }

        @Override
        public String data(SymbolReference.DataReference reference) {
            return reference.offset() == 0 ? reference.name() : reference.name() + " + " + reference.offset();
        }

        @Override
        public String function(SymbolReference.FunctionReference reference) {
            return reference.name();
        }

        @Override
        public String kfunc(SymbolReference.KfuncReference reference) {
            return reference.name();
        }

        @Override
        public String extern(SymbolReference.ExternReference reference) {
            return reference.name();
        }
    }
}
