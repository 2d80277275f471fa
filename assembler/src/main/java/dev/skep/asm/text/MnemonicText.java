package dev.skep.asm.text;

import dev.skep.asm.Encoding;
import dev.skep.asm.Opcode;
import dev.skep.asm.OperandShape;
import dev.skep.asm.TextBuffer;
import dev.skep.asm.internal.Word;
import org.jspecify.annotations.Nullable;

/** Instructions as mnemonics, as GNU objdump prints them or as ubpf reads them. */
final class MnemonicText {
    private final TextBuffer out;
    private final boolean gnu;

    private MnemonicText(TextBuffer out, boolean gnu) {
        this.out = out;
        this.gnu = gnu;
    }

    /** Appends the text of an instruction; {@code symbol} stands for what has no number yet, if it is not null. */
    static void append(TextBuffer out, Encoding code, Dialect dialect, @Nullable String symbol) {
        new MnemonicText(out, dialect == Dialect.GNU).append(code, symbol);
    }

    private void append(Encoding code, @Nullable String symbol) {
        Opcode opcode = code.opcode();
        long word = code.word();
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
            case WIDE_CONSTANT -> dst(word).comma().wide(code, symbol);
            case NO_OPERANDS, WIDE_PSEUDO, CALL_KERNEL -> {}
            case JUMP, JUMP_LONG -> target(code, symbol);
            case JUMP_REGISTER -> dst(word).comma().src(word).comma().target(code, symbol);
            case JUMP_IMMEDIATE ->
                dst(word).comma().number(Word.imm(word)).comma().target(code, symbol);
            case JUMP_INDIRECT, CALL_REGISTER -> dst(word);
            case CALL_HELPER -> number(Word.imm(word));
            case CALL_FUNCTION -> call(code, symbol);
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
            out.append("+0x").appendHex(Word.off(word) & 0xffff);
        } else {
            out.append(Word.off(word) < 0 ? "" : "+").append(Word.off(word));
        }
        out.append(']');
        return this;
    }

    private MnemonicText immediate(int value) {
        if (gnu) {
            out.append("0x").appendHex(Integer.toUnsignedLong(value));
            return this;
        }
        return number(value);
    }

    private MnemonicText number(long value) {
        out.append(value);
        return this;
    }

    private void wide(Encoding code, @Nullable String symbol) {
        if (symbol == null) {
            number(code.wide());
        } else {
            out.append(symbol);
        }
    }

    private void target(Encoding code, @Nullable String symbol) {
        if (symbol == null) {
            out.append(gnu || code.distance() < 0 ? "" : "+").append(code.distance());
        } else {
            out.append(symbol);
        }
    }

    private void call(Encoding code, @Nullable String symbol) {
        if (!gnu) {
            out.append("local ");
        }
        if (symbol == null) {
            out.append(gnu ? "pc" : "").append(code.distance() < 0 ? "" : "+").append(code.distance());
        } else {
            out.append(symbol);
        }
    }
}
