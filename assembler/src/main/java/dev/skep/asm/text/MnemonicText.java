package dev.skep.asm.text;

import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.Label;
import dev.skep.asm.Opcode;
import dev.skep.asm.OperandShape;
import dev.skep.asm.internal.Word;
import java.util.Locale;
import java.util.function.Function;

/** Instructions as mnemonics, as GNU objdump prints them or as ubpf reads them. */
final class MnemonicText {
    private final StringBuilder out;
    private final boolean gnu;

    private MnemonicText(StringBuilder out, boolean gnu) {
        this.out = out;
        this.gnu = gnu;
    }

    /** Appends the text of an instruction, labels by the names that {@code labels} gives them. */
    static void append(StringBuilder out, Instruction instruction, Dialect dialect, Function<Label, String> labels) {
        new MnemonicText(out, dialect == Dialect.GNU).append(instruction, InstructionText.symbol(instruction, labels));
    }

    private void append(Instruction i, String symbol) {
        Opcode opcode = i.opcode();
        long word = i.word();
        if (!has(opcode)) {
            throw new IllegalArgumentException("no dialect of mnemonics writes " + opcode);
        }
        mnemonic(opcode);
        switch (opcode.shape()) {
            case ALU_REGISTER -> extended(opcode, word);
            case ALU_IMMEDIATE -> dst(word).comma().immediate(Word.imm(word));
            case ALU_UNARY -> swapped(opcode, word);
            case ADDRESS_SPACE_CAST ->
                dst(word)
                        .comma()
                        .src(word)
                        .comma()
                        .number(Word.imm(word) >>> Short.SIZE)
                        .comma()
                        .number(Word.imm(word) & 0xffff);
            case LOAD -> dst(word).comma().memory(Word.src(word), word);
            case STORE, ATOMIC, ATOMIC_COMPARE ->
                memory(Word.dst(word), word).comma().src(word);
            case STORE_IMMEDIATE -> memory(Word.dst(word), word).comma().immediate(Word.imm(word));
            case PACKET_LOAD -> immediate(Word.imm(word));
            case PACKET_LOAD_INDIRECT -> src(word).comma().immediate(Word.imm(word));
            case WIDE_CONSTANT -> dst(word).comma().wide(i, symbol);
            case NO_OPERANDS, WIDE_PSEUDO, CALL_KERNEL -> {}
            case JUMP, JUMP_LONG -> target(opcode, word, symbol);
            case JUMP_REGISTER -> dst(word).comma().src(word).comma().target(opcode, word, symbol);
            case JUMP_IMMEDIATE ->
                dst(word).comma().number(Word.imm(word)).comma().target(opcode, word, symbol);
            case JUMP_INDIRECT, CALL_REGISTER -> dst(word);
            case CALL_HELPER -> number(Word.imm(word));
            case CALL_FUNCTION -> call(word, symbol);
        }
    }

    /** Tells whether there is a text for an instruction: what already has the kernel's numbers only pseudo-C writes. */
    static boolean has(Opcode opcode) {
        return opcode.shape() != OperandShape.WIDE_PSEUDO && opcode.shape() != OperandShape.CALL_KERNEL;
    }

    private void mnemonic(Opcode opcode) {
        String name = Mnemonic.written(opcode, gnu ? Dialect.GNU : Dialect.UBPF);
        out.append(name);
        if (opcode.shape() != OperandShape.NO_OPERANDS) {
            out.append(' ');
        }
    }

    private void extended(Opcode opcode, long word) {
        dst(word).comma().src(word);
        if (gnu && opcode.mnemonic().startsWith("movsx")) {
            comma().number(Word.off(word));
        }
    }

    private void swapped(Opcode opcode, long word) {
        dst(word);
        if (gnu && !opcode.mnemonic().startsWith("neg")) {
            comma().number(Word.imm(word));
        }
    }

    private MnemonicText register(int number) {
        out.append(gnu ? "%r" : "r").append(number);
        return this;
    }

    private MnemonicText dst(long word) {
        return register(Word.dst(word));
    }

    private MnemonicText src(long word) {
        return register(Word.src(word));
    }

    private MnemonicText comma() {
        out.append(gnu ? "," : ", ");
        return this;
    }

    private MnemonicText memory(int base, long word) {
        out.append('[');
        register(base);
        if (gnu) {
            out.append("+0x").append(Integer.toHexString(Word.off(word) & 0xffff));
        } else {
            out.append(Word.off(word) < 0 ? "" : "+").append(Word.off(word));
        }
        out.append(']');
        return this;
    }

    private MnemonicText immediate(int value) {
        if (gnu) {
            out.append("0x").append(Integer.toHexString(value));
            return this;
        }
        return number(value);
    }

    private MnemonicText number(long value) {
        out.append(value);
        return this;
    }

    private void wide(Instruction i, String symbol) {
        if (symbol.isEmpty()) {
            number((long) Word.imm(i.secondWord()) << Integer.SIZE | (Word.imm(i.word()) & 0xffff_ffffL));
        } else {
            out.append(symbol);
        }
    }

    private void target(Opcode opcode, long word, String symbol) {
        if (!symbol.isEmpty()) {
            out.append(symbol);
            return;
        }
        int slots = opcode.shape().hasOff() ? Word.off(word) : Word.imm(word);
        out.append(gnu || slots < 0 ? "" : "+").append(slots);
    }

    private void call(long word, String symbol) {
        if (!gnu) {
            out.append("local ");
        }
        if (!symbol.isEmpty()) {
            out.append(symbol);
        } else {
            out.append(gnu ? "pc" : "").append(String.format(Locale.ROOT, "%+d", Word.imm(word)));
        }
    }
}
