package dev.skep.asm.text;

import dev.skep.asm.Opcode;
import dev.skep.asm.internal.Word;

/** Appends the instruction of a plain line. */
final class PlainEmitter {
    private final Scanner scanner;
    private final Emitter emitter;
    private final byte[] text;

    PlainEmitter(Scanner scanner, Emitter emitter) {
        this.scanner = scanner;
        this.emitter = emitter;
        this.text = scanner.text;
    }

    /** Appends an instruction that is written up to {@code stop}, if the line ends there; tells whether it does. */
    boolean emit(Opcode opcode, long operands, int start, int stop) {
        return emit(opcode, operands, 0, start, stop);
    }

    /** The same, with the second slot of an instruction that has two. */
    boolean emit(Opcode opcode, long operands, long second, int start, int stop) {
        if (text[stop] != '\n') {
            return false;
        }
        scanner.at = stop;
        emitter.emit(opcode, opcode.word() | operands, second, start);
        return true;
    }

    /** Makes the instruction that was appended last wait for a symbol, which is written at {@code at}. */
    void await(Fixups.Kind kind, int symbol, int at) {
        emitter.await(1, kind, symbol, at);
    }

    /** Returns the fields of two registers, whole or halves. */
    static long registers(int dst, int src) {
        return Word.registers(dst, src);
    }

    static boolean fits32(long value) {
        return value >= Integer.MIN_VALUE && value <= 0xffff_ffffL;
    }
}
