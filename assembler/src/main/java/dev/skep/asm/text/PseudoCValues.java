package dev.skep.asm.text;

import static dev.skep.asm.text.PseudoCParser.whole;
import static dev.skep.asm.text.PseudoCParser.width;

import dev.skep.asm.AluInstruction.AddressSpaceCast;
import dev.skep.asm.AluInstruction.Binary;
import dev.skep.asm.AluInstruction.Immediate;
import dev.skep.asm.AluInstruction.Unary;
import dev.skep.asm.AluOp;
import dev.skep.asm.Opcode;
import dev.skep.asm.Register;
import dev.skep.asm.WideInstruction;
import dev.skep.asm.Width;
import dev.skep.asm.text.TextProblem.Kind;
import org.jspecify.annotations.Nullable;

/** Reads what stands on the right of pseudo-C's {@code =}. */
final class PseudoCValues {
    private static final int LDDW = 0x18;

    private static final Opcode[] BYTE_ORDERS = {
        Opcode.LE16,
        Opcode.LE32,
        Opcode.LE64,
        Opcode.BE16,
        Opcode.BE32,
        Opcode.BE64,
        Opcode.BSWAP16,
        Opcode.BSWAP32,
        Opcode.BSWAP64
    };

    private final Scanner scanner;
    private final Expressions expressions;
    private final Operand operand;
    private final Emitter emitter;
    private final PseudoCMemory memory;
    private final PseudoReferences references;
    private int expected = -1;

    PseudoCValues(Scanner scanner, Expressions expressions, Operand operand, Emitter emitter, PseudoCMemory memory) {
        this.scanner = scanner;
        this.expressions = expressions;
        this.operand = operand;
        this.emitter = emitter;
        this.memory = memory;
        this.references = new PseudoReferences(scanner, operand, emitter);
    }

    void expect(int opcode) {
        expected = opcode;
    }

    /** Reads the value of {@code dst = } and emits the instruction. */
    void assign(int dst, int start) {
        int at = scanner.at;
        int src = operand.registerOrNone();
        if (src != Operand.NONE) {
            if ((dst ^ src) >= Operand.HALF) {
                throw PseudoCParser.mixed(scanner, at);
            }
            emitter.emit(new Binary(AluOp.MOV.register(width(dst)), whole(dst), whole(src)), start);
            return;
        }
        int c = scanner.peek();
        if (c == '*') {
            memory.load(dst, start);
        } else if (c == '(' && scanner.peek(1) == 's' && Scanner.isDigit(scanner.peek(2))) {
            extendSign(dst, start);
        } else if (c == '-' && isRegister(1)) {
            negate(dst, start);
        } else if (!Scanner.startsName(c) || !word(dst, start)) {
            number(dst, start);
        }
    }

    private boolean isRegister(int ahead) {
        int skip = ahead;
        while (scanner.peek(skip) == ' ' || scanner.peek(skip) == '\t') {
            skip++;
        }
        int letter = scanner.peek(skip);
        return (letter == 'r' || letter == 'w') && Scanner.isDigit(scanner.peek(skip + 1));
    }

    private void extendSign(int dst, int start) {
        int at = scanner.at;
        scanner.expect('(', "before the type");
        int type = scanner.at;
        scanner.at = scanner.wordEnd(type);
        String name = scanner.string(type, scanner.at);
        boolean half = dst >= Operand.HALF;
        Opcode opcode =
                switch (name) {
                    case "s8" -> half ? Opcode.MOVSX32_8 : Opcode.MOVSX_8;
                    case "s16" -> half ? Opcode.MOVSX32_16 : Opcode.MOVSX_16;
                    case "s32" -> half ? Opcode.MOVSX32_32 : Opcode.MOVSX_32;
                    default ->
                        throw new Fault(Kind.SYNTAX, type, scanner.at, "expected s8, s16 or s32, not `" + name + "`");
                };
        scanner.blanks();
        scanner.expect(')', "after the type");
        int src = operand.registerOrNone();
        if (src == Operand.NONE) {
            throw scanner.unexpected("a register");
        }
        if ((dst ^ src) >= Operand.HALF) {
            throw PseudoCParser.mixed(scanner, at);
        }
        emitter.emit(new Binary(opcode, whole(dst), whole(src)), start);
    }

    private void negate(int dst, int start) {
        scanner.expect('-', "before the register");
        requireSame(dst);
        emitter.emit(new Unary(width(dst) == Width.W ? Opcode.NEG32 : Opcode.NEG, whole(dst)), start);
    }

    private void requireSame(int dst) {
        int at = scanner.at;
        int src = operand.registerOrNone();
        if (src != dst) {
            throw new Fault(
                    Kind.SYNTAX,
                    at,
                    scanner.wordEnd(at),
                    "this works in place: expected the register on the left, " + (dst >= Operand.HALF ? "w" : "r")
                            + (dst & (Operand.HALF - 1)));
        }
    }

    /** Reads what starts with a name and is no symbol; tells whether that was here. */
    private boolean word(int dst, int start) {
        int first = scanner.peek();
        int stop = scanner.wordEnd(scanner.at);
        int c = scanner.peek(stop - scanner.at);
        boolean isOrder = (first == 'b' || first == 'l') && (c == ' ' || c == '\t');
        if (!isOrder && c != '[' && c != '(') {
            return false;
        }
        String name = scanner.string(scanner.at, stop);
        Opcode byteOrder = isOrder ? byteOrder(scanner.text, scanner.at, stop) : null;
        if (byteOrder != null) {
            skip(stop);
            int at = scanner.at;
            if (dst >= Operand.HALF) {
                throw new Fault(Kind.SYNTAX, at, scanner.wordEnd(at), "byte order is changed in whole registers, r");
            }
            requireSame(dst);
            emitter.emit(new Unary(byteOrder, whole(dst)), start);
            return true;
        }
        if (c == '[') {
            return dst < Operand.HALF && references.read(name, stop, whole(dst), start);
        }
        return c == '(' && function(name, stop, dst, start);
    }

    /** Returns what changes the byte order of a register and has this name; null if nothing does. */
    static @Nullable Opcode byteOrder(byte[] text, int from, int to) {
        for (Opcode opcode : BYTE_ORDERS) {
            if (isName(opcode.mnemonic(), text, from, to)) {
                return opcode;
            }
        }
        return null;
    }

    private static boolean isName(String name, byte[] text, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = name.length() - 1; i >= 0; i--) {
            if (name.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    private boolean function(String name, int stop, int dst, int start) {
        PseudoCFunction function = PseudoCFunction.find(name);
        if (function != null) {
            skip(stop);
            function.read(memory, dst, start);
            return true;
        }
        switch (name) {
            case "load_acquire" -> {
                skip(stop);
                memory.loadAcquire(dst, start);
            }
            case "addr_space_cast" -> {
                skip(stop);
                cast(dst, start);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void skip(int to) {
        scanner.at = to;
        scanner.blanks();
    }

    private void cast(int dst, int start) {
        if (dst >= Operand.HALF) {
            throw new Fault(Kind.SYNTAX, start, scanner.at, "an address needs a whole register, r");
        }
        scanner.expect('(', "after addr_space_cast");
        Register src = operand.register("the register with the address");
        scanner.expect(',', "and the address space of the result");
        int to = space();
        scanner.expect(',', "and the address space of the operand");
        int from = space();
        scanner.expect(')', "at the end");
        emitter.emit(new AddressSpaceCast(whole(dst), src, to, from), start);
    }

    private int space() {
        int at = scanner.at;
        long space = expressions.constant("an address space");
        if (space < 0 || space > 0xffff) {
            throw new Fault(Kind.RANGE, at, scanner.at, "address space " + space + " does not fit in 16 unsigned bits");
        }
        return (int) space;
    }

    /** {@code r1 = 5}, {@code r1 = 5 ll}, {@code r1 = map ll}; the kernel leaves the {@code ll} out. */
    private void number(int dst, int start) {
        int at = scanner.at;
        operand.requireOneSign();
        Expression value = expressions.read();
        int stop = scanner.at;
        boolean wide = scanner.accept("ll") || expected == LDDW;
        expected = -1;
        if (!wide) {
            narrow(dst, value, at, stop, start);
        } else if (dst >= Operand.HALF) {
            throw new Fault(Kind.SYNTAX, start, scanner.at, "64 bits need a whole register, r");
        } else if (value.isConstant()) {
            emitter.emit(new WideInstruction.Constant(whole(dst), value.constant()), start);
        } else {
            emitter.emit(new WideInstruction.Constant(whole(dst), 0), start, Fixups.Kind.LDDW, value, at);
        }
    }

    private void narrow(int dst, Expression value, int at, int stop, int start) {
        Opcode opcode = AluOp.MOV.immediate(width(dst));
        if (!value.isConstant()) {
            emitter.emit(new Immediate(opcode, whole(dst), 0), start, Fixups.Kind.IMMEDIATE, value, at);
            return;
        }
        long constant = value.constant();
        if (constant < Integer.MIN_VALUE || constant > 0xffff_ffffL) {
            String hint = dst < Operand.HALF
                    ? "; all 64 are loaded by `" + scanner.shown(start, stop).strip() + " ll`"
                    : "";
            throw new Fault(Kind.RANGE, at, stop, "immediate " + constant + " does not fit in 32 bits" + hint);
        }
        emitter.emit(new Immediate(opcode, whole(dst), (int) constant), start);
    }

    /** {@code ld_pseudo r1, 1, 5}: LLVM's text for an lddw whose numbers mean something else. */
    void pseudo(int start) {
        Register dst = operand.register("a register");
        scanner.expect(',', "and the kind of reference");
        int at = scanner.at;
        int kind = operand.number("kind of reference");
        Opcode opcode = PseudoReferences.ofKind(kind);
        if (opcode == null) {
            throw new Fault(Kind.RANGE, at, scanner.at, "kind of reference " + kind + ", allowed are 0 to 6");
        }
        scanner.expect(',', "and the number");
        long value = expressions.constant("the number");
        emitter.emit(wide(opcode, dst, value), start);
    }

    private static WideInstruction wide(Opcode opcode, Register dst, long value) {
        if (opcode == Opcode.LDDW) {
            return new WideInstruction.Constant(dst, value);
        }
        return new WideInstruction.Pseudo(opcode, dst, (int) value, (int) (value >>> Integer.SIZE));
    }
}
