package dev.skep.asm.text;

import dev.skep.asm.Memory;
import dev.skep.asm.Register;
import dev.skep.asm.text.TextProblem.Kind;

/** Reads operands that more than one dialect has: numbers for a field, registers, addresses, targets of jumps. */
final class Operand {
    /** No register is here. */
    static final int NONE = -1;

    /** Marks a lower half, {@code w0}. */
    static final int HALF = 16;

    private static final int LAST = 10;

    private final Scanner scanner;
    private final Expressions expressions;

    Operand(Scanner scanner, Expressions expressions) {
        this.scanner = scanner;
        this.expressions = expressions;
    }

    /** Reads {@code r0} or {@code w0} and the blanks after it: its number, and {@link #HALF} for the latter. */
    int registerOrNone() {
        int letter = scanner.peek();
        if ((letter != 'r' && letter != 'w') || !Scanner.isDigit(scanner.peek(1))) {
            return NONE;
        }
        int length = 2;
        int number = scanner.peek(1) - '0';
        if (Scanner.isDigit(scanner.peek(2))) {
            number = number * 10 + scanner.peek(2) - '0';
            length = 3;
        }
        int next = scanner.peek(length);
        if (Scanner.continuesName(next) && !isSign(next, scanner.peek(length + 1))) {
            return NONE;
        }
        if (number > LAST) {
            throw noSuchRegister(letter, number, length);
        }
        scanner.at += length;
        scanner.blanks();
        return letter == 'w' ? number + HALF : number;
    }

    /** {@code r3s>=3}: GNU objdump leaves no blank before the sign. */
    private static boolean isSign(int c, int next) {
        return c == 's' && (next == '>' || next == '<');
    }

    private Fault noSuchRegister(int letter, int number, int length) {
        return new Fault(
                Kind.RANGE,
                scanner.at,
                scanner.at + length,
                "register " + (char) letter + number + " does not exist: the last is " + (char) letter + LAST);
    }

    /** Reads a whole register. */
    Register register(String expected) {
        int start = scanner.at;
        int register = registerOrNone();
        if (register == NONE) {
            throw scanner.unexpected(expected);
        }
        if (register >= HALF) {
            throw new Fault(
                    Kind.SYNTAX, start, scanner.wordEnd(start), "expected a whole register, r" + (register - HALF));
        }
        return Register.of(register);
    }

    /** Reads {@code r1 + 4} or, if {@code bare}, {@code r1}. */
    Memory memory(boolean bare) {
        Register base = register("the register with the address");
        int start = scanner.at;
        if (scanner.accept('+')) {
            return new Memory(base, offset(start, false));
        }
        if (scanner.accept('-')) {
            return new Memory(base, offset(start, true));
        }
        if (!bare) {
            throw scanner.unexpected("`+` or `-` and the offset");
        }
        return new Memory(base, 0);
    }

    /** GNU objdump prints negative offsets as the 16 bits that they are: {@code 0xfffe}. */
    private int offset(int start, boolean negative) {
        boolean hexadecimal = scanner.peek() == '0' && (scanner.peek(1) | 0x20) == 'x';
        Expression value = expressions.signed(negative);
        if (!value.isConstant()) {
            throw new Fault(Kind.SYNTAX, start, scanner.at, "an offset must be a number that is known here");
        }
        long offset = value.constant();
        return hexadecimal && !negative && offset >> Short.SIZE == 0
                ? (short) offset
                : s16(offset, start, "memory offset");
    }

    int s16(long value, int start, String field) {
        if (value != (short) value) {
            throw new Fault(Kind.RANGE, start, scanner.at, field + " " + value + " does not fit in 16 signed bits");
        }
        return (short) value;
    }

    /** A number for a field of 32 bits, signed or not. */
    int s32(long value, int start, String field) {
        if (value < Integer.MIN_VALUE || value > 0xffff_ffffL) {
            throw new Fault(Kind.RANGE, start, scanner.at, field + " " + value + " does not fit in 32 bits");
        }
        return (int) value;
    }

    /** Reads a number of 32 bits that is known here. */
    int number(String field) {
        int start = scanner.at;
        return s32(expressions.constant(field), start, field);
    }

    /** Reads a number of slots or the place of a label. */
    Expression target() {
        int c = scanner.peek();
        if (c == 'p' && scanner.peek(1) == 'c' && (scanner.peek(2) == '+' || scanner.peek(2) == '-')) {
            scanner.at += 2;
        } else if (c != '+' && c != '-' && c != '"' && !Scanner.isDigit(c) && !Scanner.startsName(c)) {
            throw scanner.unexpected("a label or a number of slots");
        }
        requireOneSign();
        return expressions.read();
    }

    /** Refuses {@code --1} and {@code -~1}, which LLVM reads in directives and behind an operator, and nowhere else. */
    void requireOneSign() {
        int c = scanner.peek();
        if (c != '+' && c != '-') {
            return;
        }
        int next = 1;
        while (scanner.peek(next) == ' ' || scanner.peek(next) == '\t') {
            next++;
        }
        int second = scanner.peek(next);
        if (second == '+' || second == '-' || second == '~' || second == '!') {
            scanner.at += next;
            throw scanner.unexpected("a number after the sign");
        }
    }
}
