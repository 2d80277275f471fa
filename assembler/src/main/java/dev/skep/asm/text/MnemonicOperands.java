package dev.skep.asm.text;

import dev.skep.asm.Memory;
import dev.skep.asm.Opcode;
import dev.skep.asm.Register;
import dev.skep.asm.text.TextProblem.Kind;

/** Reads the operands of mnemonics: {@code %r1}, {@code [%r1+4]}, sizes. */
final class MnemonicOperands {
    private final Scanner scanner;
    private final Operand operand;
    private final Expressions expressions;

    MnemonicOperands(Scanner scanner, Operand operand, Expressions expressions) {
        this.scanner = scanner;
        this.operand = operand;
        this.expressions = expressions;
    }

    void comma() {
        scanner.expect(',', "and another operand");
    }

    Register register() {
        int at = scanner.at;
        int register = registerOrNone();
        if (register == Operand.NONE) {
            scanner.at = at;
            throw scanner.unexpected("a register");
        }
        return Register.of(register);
    }

    /** Reads {@code r1}, {@code %r1}, {@code %w1} or {@code %fp}; the mnemonic says how much of it counts. */
    int registerOrNone() {
        int at = scanner.at;
        boolean marked = scanner.peek() == '%';
        if (marked) {
            scanner.at++;
        }
        if (scanner.accept("fp")) {
            return Register.R10.number();
        }
        int register = operand.registerOrNone();
        if (register == Operand.NONE) {
            if (marked) {
                throw scanner.unexpected("a register");
            }
            scanner.at = at;
            return Operand.NONE;
        }
        return register & (Operand.HALF - 1);
    }

    /** Reads {@code [%r1+4]} or {@code [r1]}. GNU as takes offsets as 16 bits with a sign or without. */
    Memory memory() {
        scanner.expect('[', "before the address");
        Register base = register();
        int at = scanner.at;
        long offset = 0;
        if (scanner.accept('+')) {
            offset = offset(false);
        } else if (scanner.accept('-')) {
            offset = offset(true);
        }
        if (offset < Short.MIN_VALUE || offset > 0xffff) {
            throw new Fault(Kind.RANGE, at, scanner.at, "memory offset " + offset + " does not fit in 16 bits");
        }
        scanner.expect(']', "after the address");
        return new Memory(base, (short) offset);
    }

    private long offset(boolean negative) {
        int at = scanner.at;
        Expression value = expressions.signed(negative);
        if (!value.isConstant()) {
            throw new Fault(Kind.SYNTAX, at, scanner.at, "an offset must be a number that is known here");
        }
        return value.constant();
    }

    int space() {
        int at = scanner.at;
        long space = expressions.constant("an address space");
        if (space < 0 || space > 0xffff) {
            throw new Fault(Kind.RANGE, at, scanner.at, "address space " + space + " does not fit in 16 unsigned bits");
        }
        return (int) space;
    }

    /** Reads a size and returns the instruction for it. */
    Opcode sized(int a, Opcode forA, int b, Opcode forB, int c, Opcode forC) {
        int at = scanner.at;
        long size = expressions.constant("the size");
        if (size == a) {
            return forA;
        }
        if (size == b) {
            return forB;
        }
        if (size != c) {
            throw new Fault(Kind.RANGE, at, scanner.at, "size " + size + ", allowed are " + a + ", " + b + " and " + c);
        }
        return forC;
    }
}
