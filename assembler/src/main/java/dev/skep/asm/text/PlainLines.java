package dev.skep.asm.text;

import static dev.skep.asm.text.PlainEmitter.fits32;
import static dev.skep.asm.text.PlainEmitter.registers;

import dev.skep.asm.AluOp;
import dev.skep.asm.CallInstruction;
import dev.skep.asm.Condition;
import dev.skep.asm.Opcode;
import dev.skep.asm.SymbolReference.FunctionReference;
import dev.skep.asm.Width;
import dev.skep.asm.internal.Word;

/**
 * Reads the lines that most of a text consists of, a label or an instruction as compilers and disassemblers write it: one blank
 * between words, none at the end. Whatever else a line is, and whatever is wrong with it, is left to {@link Statements}, for
 * whom the line is as if nobody had looked at it. A line that both can read means the same to both; this one makes no
 * objects on the way, and reads several times as many lines in the same time.
 */
final class PlainLines {
    private static final CallInstruction FUNCTION = new CallInstruction.Function(new FunctionReference(""));

    private final Scanner scanner;
    private final Draft draft;
    private final PlainEmitter emitter;
    private final PlainWords words;
    private final PlainMemory memory;
    private final byte[] text;

    /** Where the last line ends that has an end. */
    private final int lastLine;

    PlainLines(Scanner scanner, Draft draft, Emitter emitter) {
        this.scanner = scanner;
        this.draft = draft;
        this.emitter = new PlainEmitter(scanner, emitter);
        this.text = scanner.text;
        this.words = new PlainWords(text);
        this.memory = new PlainMemory(words, this.emitter, text);
        int last = text.length - 1;
        while (last >= 0 && text[last] != '\n') {
            last--;
        }
        this.lastLine = last;
    }

    /** Reads the line that starts here, and goes to its end; stays, if it is anything but plain. */
    boolean read() {
        int at = scanner.at;
        if (at > lastLine || text != scanner.text) {
            return false;
        }
        while (text[at] == '\t' || text[at] == ' ') {
            at++;
        }
        return switch (text[at]) {
            case 'r', 'w' -> assignment(at);
            case '*' -> memory.store(at);
            case 'i' -> isAt(at, "if ") ? condition(at) : label(at);
            case 'g' -> isAt(at, "goto ") ? jump(Opcode.JA, 0, at, at + 5) : label(at);
            case 'c' -> isAt(at, "call ") ? call(at) : label(at);
            case 'e' -> isAt(at, "exit\n") ? emitter.emit(Opcode.EXIT, 0, at, at + 4) : label(at);
            case 'l' -> isAt(at, "lock *") ? memory.lock(at) : label(at);
            default -> label(at);
        };
    }

    private boolean isAt(int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@code LBB0_1:}. */
    private boolean label(int at) {
        int stop = words.nameEnd(at);
        if (stop == at || text[stop] != ':' || text[stop + 1] != '\n') {
            return false;
        }
        scanner.at = stop + 1;
        draft.label(draft.symbols.of(text, at, stop, words.hash), at, stop);
        return true;
    }

    /** {@code r1 += r2}, {@code r1 = 5}, and what else starts with a register. */
    private boolean assignment(int start) {
        int dst = words.register(start);
        if (dst == Operand.NONE) {
            return label(start);
        }
        if (text[words.next] != ' ') {
            return false;
        }
        AluOp op = words.assignment(words.next + 1);
        if (op == null) {
            return false;
        }
        int at = words.next;
        int src = words.register(at);
        if (src != Operand.NONE) {
            return (dst ^ src) < Operand.HALF
                    && emitter.emit(op.register(PseudoCParser.width(dst)), registers(dst, src), start, words.next);
        }
        if (text[at] == '*') {
            return op == AluOp.MOV && memory.load(dst, start, at);
        }
        if (!words.number(at)) {
            return op == AluOp.MOV && inPlace(dst, start, at);
        }
        if (text[words.next] == ' ') {
            return op == AluOp.MOV && wide(dst, start, words.next);
        }
        return fits32(words.number)
                && emitter.emit(
                        op.immediate(PseudoCParser.width(dst)),
                        registers(dst, 0) | Word.imm((int) words.number),
                        start,
                        words.next);
    }

    /** {@code r1 = -r1}, {@code r1 = be16 r1}. */
    private boolean inPlace(int dst, int start, int at) {
        if (text[at] == '-') {
            return inPlace(dst >= Operand.HALF ? Opcode.NEG32 : Opcode.NEG, dst, start, at + 1);
        }
        int stop = text[at] == 'b' || text[at] == 'l' ? words.nameEnd(at) : at;
        Opcode order = text[stop] == ' ' ? PseudoCValues.byteOrder(text, at, stop) : null;
        return order != null && dst < Operand.HALF && inPlace(order, dst, start, stop + 1);
    }

    private boolean inPlace(Opcode opcode, int dst, int start, int at) {
        return words.register(at) == dst && emitter.emit(opcode, registers(dst, 0), start, words.next);
    }

    private boolean wide(int dst, int start, int at) {
        long value = words.number;
        return dst < Operand.HALF
                && isAt(at, " ll")
                && emitter.emit(
                        Opcode.LDDW,
                        registers(dst, 0) | Word.imm((int) value),
                        Word.imm((int) (value >> Integer.SIZE)),
                        start,
                        at + 3);
    }

    /** {@code if r1 > 5 goto out}. */
    private boolean condition(int start) {
        int dst = words.register(start + 3);
        Condition condition = dst != Operand.NONE && text[words.next] == ' ' ? words.comparison(words.next + 1) : null;
        if (condition == null) {
            return false;
        }
        Width width = PseudoCParser.width(dst);
        int src = words.register(words.next);
        if (src != Operand.NONE) {
            return (dst ^ src) < Operand.HALF
                    && isAt(words.next, " goto ")
                    && jump(condition.register(width), registers(dst, src), start, words.next + 6);
        }
        return words.number(words.next)
                && fits32(words.number)
                && isAt(words.next, " goto ")
                && jump(
                        condition.immediate(width),
                        registers(dst, 0) | Word.imm((int) words.number),
                        start,
                        words.next + 6);
    }

    /** Emits a jump to the label at {@code at}. */
    private boolean jump(Opcode opcode, long operands, int start, int at) {
        int symbol = symbol(at);
        if (symbol == Expression.NONE) {
            return false;
        }
        emitter.emit(opcode, operands, start, words.next);
        emitter.await(Fixups.Kind.JUMP, symbol, at);
        return true;
    }

    private boolean call(int start) {
        int at = start + 5;
        if (words.number(at)) {
            return fits32(words.number) && emitter.emit(Opcode.CALL, Word.imm((int) words.number), start, words.next);
        }
        int symbol = symbol(at);
        if (symbol == Expression.NONE) {
            return false;
        }
        emitter.emit(FUNCTION.opcode(), FUNCTION.word(), start, words.next);
        emitter.await(Fixups.Kind.CALL, symbol, at);
        return true;
    }

    /** Reads the symbol at the end of a line; {@link Expression#NONE} if there is none, or one that stands for something. */
    private int symbol(int at) {
        int stop = words.nameEnd(at);
        boolean isName = stop > at && text[stop] == '\n' && (text[at] != '.' || stop > at + 1);
        if (!isName || Expressions.isRegister(text, at, stop)) {
            return Expression.NONE;
        }
        words.next = stop;
        int symbol = draft.symbols.of(text, at, stop, words.hash);
        return draft.valueOf(symbol) == null ? symbol : Expression.NONE;
    }
}
