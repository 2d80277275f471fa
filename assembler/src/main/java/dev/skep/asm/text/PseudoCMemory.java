package dev.skep.asm.text;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Memory;
import dev.skep.asm.MemoryInstruction.Atomic;
import dev.skep.asm.MemoryInstruction.Load;
import dev.skep.asm.MemoryInstruction.PacketLoad;
import dev.skep.asm.MemoryInstruction.PacketLoadIndirect;
import dev.skep.asm.MemoryInstruction.Store;
import dev.skep.asm.MemoryInstruction.StoreImmediate;
import dev.skep.asm.Opcode;
import dev.skep.asm.Width;
import dev.skep.asm.text.TextProblem.Kind;
import org.jspecify.annotations.Nullable;

/** Reads pseudo-C's loads, stores and atomics. */
final class PseudoCMemory {
    private final Scanner scanner;
    private final Operand operand;
    private final Emitter emitter;

    PseudoCMemory(Scanner scanner, Operand operand, Emitter emitter) {
        this.scanner = scanner;
        this.operand = operand;
        this.emitter = emitter;
    }

    /** A type behind a star: {@code (u32 *)}. */
    record Cell(Width width, boolean signed) {}

    /** Reads {@code (u32 *)}. */
    Cell cell() {
        scanner.expect('(', "before the type");
        int start = scanner.at;
        boolean signed = scanner.peek() == 's';
        Width width = width(start);
        if (width == null || (scanner.peek() != 'u' && !signed)) {
            throw new Fault(
                    Kind.SYNTAX,
                    start,
                    scanner.wordEnd(start),
                    "expected a size (u8, u16, u32, u64 or s8, s16, s32), not `"
                            + scanner.shown(start, scanner.wordEnd(start)) + "`");
        }
        scanner.at = scanner.wordEnd(start);
        scanner.blanks();
        scanner.expect('*', "after the type");
        scanner.expect(')', "after the type");
        return new Cell(width, signed);
    }

    private @Nullable Width width(int start) {
        int length = scanner.wordEnd(start) - start;
        int first = scanner.peek(1);
        int second = scanner.peek(2);
        if (length == 2) {
            return first == '8' ? Width.B : null;
        }
        if (length != 3) {
            return null;
        }
        if (first == '1' && second == '6') {
            return Width.H;
        }
        if (first == '3' && second == '2') {
            return Width.W;
        }
        return first == '6' && second == '4' ? Width.DW : null;
    }

    private Memory address() {
        scanner.expect('(', "before the address");
        Memory memory = operand.memory(false);
        scanner.expect(')', "after the address");
        return memory;
    }

    /** {@code r1 = *(u32 *)(r2 + 4)}, from the star on. */
    void load(int dst, int start) {
        scanner.expect('*', "before the type");
        int at = scanner.at;
        Cell cell = cell();
        if (scanner.accept("skb")) {
            packet(dst, cell, start);
            return;
        }
        Memory memory = address();
        requireRoom(dst, cell.width(), at);
        if (cell.signed() && dst >= Operand.HALF) {
            throw new Fault(Kind.SYNTAX, start, at, "a load that extends the sign fills a whole register, r");
        }
        Opcode opcode = cell.signed() ? cell.width().loadSigned() : cell.width().load();
        emitter.emit(new Load(opcode, PseudoCParser.whole(dst), memory), start);
    }

    private void packet(int dst, Cell cell, int start) {
        scanner.expect('[', "after skb");
        if (dst != 0 || cell.signed() || cell.width() == Width.DW) {
            throw new Fault(Kind.SYNTAX, start, scanner.at, "skb[] is read as u8, u16 or u32 into r0");
        }
        int index = operand.registerOrNone();
        int imm = 0;
        if (index == Operand.NONE) {
            operand.requireOneSign();
            imm = operand.number("packet offset");
        } else if (scanner.accept('+')) {
            imm = operand.number("packet offset");
        }
        scanner.expect(']', "after the offset");
        if (index == Operand.NONE) {
            emitter.emit(
                    new PacketLoad(select(cell.width(), Opcode.LD_ABS_B, Opcode.LD_ABS_H, Opcode.LD_ABS_W), imm),
                    start);
        } else {
            emitter.emit(
                    new PacketLoadIndirect(
                            select(cell.width(), Opcode.LD_IND_B, Opcode.LD_IND_H, Opcode.LD_IND_W),
                            PseudoCParser.whole(index),
                            imm),
                    start);
        }
    }

    private static Opcode select(Width width, Opcode b, Opcode h, Opcode w) {
        return switch (width) {
            case B -> b;
            case H -> h;
            case W, DW -> w;
        };
    }

    /** {@code *(u32 *)(r1 + 4) = r2}. */
    void store(int start) {
        scanner.expect('*', "before the type");
        Cell cell = unsignedCell();
        Memory memory = address();
        scanner.expect('=', "and what to store");
        int at = scanner.at;
        int src = operand.registerOrNone();
        if (src != Operand.NONE) {
            requireRoom(src, cell.width(), at);
            emitter.emit(new Store(cell.width().store(), memory, PseudoCParser.whole(src)), start);
        } else {
            operand.requireOneSign();
            int imm = operand.number("immediate");
            emitter.emit(new StoreImmediate(cell.width().storeImmediate(), memory, imm), start);
        }
    }

    private Cell unsignedCell() {
        int at = scanner.at;
        Cell cell = cell();
        if (cell.signed()) {
            throw new Fault(Kind.SYNTAX, at, scanner.at, "expected an unsigned size: u8, u16, u32 or u64");
        }
        return cell;
    }

    /** {@code lock *(u64 *)(r1 + 0) += r2}, from the star on. */
    void lock(int start) {
        scanner.expect('*', "before the type");
        int at = scanner.at;
        Cell cell = unsignedCell();
        Memory memory = address();
        AtomicOp op =
                switch (scanner.peek(1) == '=' ? scanner.peek() : 0) {
                    case '+' -> AtomicOp.ADD;
                    case '|' -> AtomicOp.OR;
                    case '&' -> AtomicOp.AND;
                    case '^' -> AtomicOp.XOR;
                    default -> throw scanner.unexpected("`+=`, `|=`, `&=` or `^=`");
                };
        scanner.at += 2;
        scanner.blanks();
        atomic(op, cell.width(), memory, start, at);
    }

    private void atomic(AtomicOp op, Width width, Memory memory, int start, int at) {
        int register = scanner.at;
        int src = operand.registerOrNone();
        if (src == Operand.NONE) {
            throw scanner.unexpected("a register");
        }
        requireAtomic(width, at);
        requireRoom(src, width, register);
        emitter.emit(new Atomic(op.opcode(width), memory, PseudoCParser.whole(src)), start);
    }

    private void requireAtomic(Width width, int at) {
        if (width != Width.W && width != Width.DW) {
            throw new Fault(Kind.SYNTAX, at, scanner.at, "atomics work on u32 and u64");
        }
    }

    /** {@code store_release((u32 *)(r1 + 0), w2)}, from the parenthesis on. */
    void storeRelease(int start) {
        scanner.expect('(', "after store_release");
        Cell cell = unsignedCell();
        Memory memory = address();
        scanner.expect(',', "and what to store");
        int at = scanner.at;
        int src = operand.registerOrNone();
        if (src == Operand.NONE) {
            throw scanner.unexpected("a register");
        }
        requireRoom(src, cell.width(), at);
        scanner.expect(')', "at the end");
        emitter.emit(new Store(cell.width().storeRelease(), memory, PseudoCParser.whole(src)), start);
    }

    /** {@code r1 = load_acquire((u32 *)(r2 + 0))}, from the parenthesis on. */
    void loadAcquire(int dst, int start) {
        scanner.expect('(', "after load_acquire");
        int at = scanner.at;
        Cell cell = unsignedCell();
        Memory memory = address();
        requireRoom(dst, cell.width(), at);
        scanner.expect(')', "at the end");
        emitter.emit(new Load(cell.width().loadAcquire(), PseudoCParser.whole(dst), memory), start);
    }

    /** {@code r2 = atomic_fetch_add((u64 *)(r1 + 0), r2)}, from the first parenthesis on. */
    void fetch(AtomicOp op, int dst, int start) {
        scanner.expect('(', "before the type");
        int at = scanner.at;
        Cell cell = unsignedCell();
        Memory memory = address();
        operands(op, cell.width(), memory, dst, start, at);
    }

    /** {@code r2 = xchg_64(r1 + 0, r2)}, from the parenthesis on. */
    void exchange(AtomicOp op, Width width, int dst, int start) {
        scanner.expect('(', "before the address");
        int at = scanner.at;
        Memory memory = operand.memory(false);
        operands(op, width, memory, dst, start, at);
    }

    private void operands(AtomicOp op, Width width, Memory memory, int dst, int start, int at) {
        if (op == AtomicOp.CMPXCHG) {
            scanner.expect(',', "and the register to compare with");
            int old = operand.registerOrNone();
            if (old != dst || (dst & (Operand.HALF - 1)) != 0) {
                throw new Fault(Kind.SYNTAX, at, scanner.at, "cmpxchg compares with r0 and leaves the old value in r0");
            }
        }
        scanner.expect(',', "and a register");
        int register = scanner.at;
        int src = operand.registerOrNone();
        if (src == Operand.NONE || (op != AtomicOp.CMPXCHG && src != dst)) {
            throw new Fault(
                    Kind.SYNTAX,
                    register,
                    scanner.wordEnd(register),
                    op == AtomicOp.CMPXCHG
                            ? "expected a register"
                            : "expected the register that gets the old value, on the left");
        }
        requireAtomic(width, at);
        requireRoom(src, width, register);
        scanner.expect(')', "at the end");
        emitter.emit(new Atomic(op.opcode(width), memory, PseudoCParser.whole(src)), start);
    }

    /** A lower half holds 32 bits. */
    private void requireRoom(int register, Width width, int at) {
        if (register >= Operand.HALF && width == Width.DW) {
            throw new Fault(Kind.SYNTAX, at, scanner.at, "64 bits need a whole register, r");
        }
    }
}
