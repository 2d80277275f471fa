package dev.skep.asm.text;

import static dev.skep.asm.text.PlainEmitter.fits32;
import static dev.skep.asm.text.PlainEmitter.registers;

import dev.skep.asm.AluOp;
import dev.skep.asm.AtomicOp;
import dev.skep.asm.Opcode;
import dev.skep.asm.Width;
import dev.skep.asm.internal.Word;

/** Reads loads, stores and atomics that are written plainly. */
final class PlainMemory {
    private final PlainWords words;
    private final PlainEmitter emitter;
    private final byte[] text;

    PlainMemory(PlainWords words, PlainEmitter emitter, byte[] text) {
        this.words = words;
        this.emitter = emitter;
        this.text = text;
    }

    /** {@code r1 = *(u32 *)(r2 + 4)}, from the star on. */
    boolean load(int dst, int start, int at) {
        Width width = words.size(at);
        if (width == null || (dst >= Operand.HALF && (width == Width.DW || words.signed))) {
            return false;
        }
        Opcode opcode = words.signed ? width.loadSigned() : width.load();
        int base = words.register(words.next);
        return base != Operand.NONE
                && base < Operand.HALF
                && words.offset(words.next)
                && emitter.emit(opcode, registers(dst, base) | offset(), start, words.next);
    }

    /** {@code *(u32 *)(r1 + 4) = r2}. */
    boolean store(int start) {
        Width width = words.size(start);
        if (width == null || words.signed) {
            return false;
        }
        int base = words.register(words.next);
        if (base == Operand.NONE || base >= Operand.HALF || !words.offset(words.next)) {
            return false;
        }
        long offset = offset();
        int at = words.next;
        if (text[at] != ' ' || text[at + 1] != '=' || text[at + 2] != ' ') {
            return false;
        }
        int src = words.register(at + 3);
        if (src != Operand.NONE) {
            return (src < Operand.HALF || width != Width.DW)
                    && emitter.emit(width.store(), registers(base, src) | offset, start, words.next);
        }
        return words.number(at + 3)
                && fits32(words.number)
                && emitter.emit(
                        width.storeImmediate(),
                        registers(base, 0) | offset | Word.imm((int) words.number),
                        start,
                        words.next);
    }

    /** {@code lock *(u64 *)(r1 + 0) += r2}. */
    boolean lock(int start) {
        Width width = words.size(start + 5);
        if (width == null || words.signed || (width != Width.W && width != Width.DW)) {
            return false;
        }
        int base = words.register(words.next);
        if (base == Operand.NONE || base >= Operand.HALF || !words.offset(words.next)) {
            return false;
        }
        AluOp op = text[words.next] == ' ' ? words.assignment(words.next + 1) : null;
        if (op == null) {
            return false;
        }
        AtomicOp atomic =
                switch (op) {
                    case ADD -> AtomicOp.ADD;
                    case OR -> AtomicOp.OR;
                    case AND -> AtomicOp.AND;
                    case XOR -> AtomicOp.XOR;
                    default -> null;
                };
        int src = words.register(words.next);
        return atomic != null
                && src != Operand.NONE
                && (src < Operand.HALF || width != Width.DW)
                && emitter.emit(atomic.opcode(width), registers(base, src) | offset(), start, words.next);
    }

    private long offset() {
        return Word.off(words.number, "memory offset");
    }
}
