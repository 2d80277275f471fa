package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;

/** Reads numbers as C writes them, and {@code 0b101}: up to 64 bits, signed or not. */
final class Numbers {
    private Numbers() {}

    /** Reads a number that starts with a digit; the blanks after it stay. */
    static long read(Scanner scanner) {
        int start = scanner.at;
        int radix = 10;
        if (scanner.peek() == '0') {
            int next = scanner.peek(1) | 0x20;
            if (next == 'x' || next == 'b') {
                radix = next == 'x' ? 16 : 2;
                scanner.at += 2;
            } else {
                radix = 8;
            }
        }
        long value = digits(scanner, radix, start);
        if (Scanner.continuesName(scanner.peek())) {
            throw new Fault(
                    Kind.SYNTAX,
                    start,
                    scanner.wordEnd(start),
                    "`" + scanner.shown(start, scanner.wordEnd(start)) + "` is no number");
        }
        return value;
    }

    private static long digits(Scanner scanner, int radix, int start) {
        int first = scanner.at;
        long largest = Long.divideUnsigned(-1, radix);
        long value = 0;
        while (scanner.at < scanner.end) {
            int digit = digit(scanner.text[scanner.at]);
            if (digit >= radix) {
                break;
            }
            long next = value * radix + digit;
            if (scanner.at - first >= 15
                    && (Long.compareUnsigned(value, largest) > 0 || Long.compareUnsigned(next, digit) < 0)) {
                throw tooLarge(scanner, start);
            }
            value = next;
            scanner.at++;
        }
        if (scanner.at == first) {
            throw new Fault(Kind.SYNTAX, start, scanner.wordEnd(start), "expected digits of base " + radix);
        }
        return value;
    }

    private static Fault tooLarge(Scanner scanner, int start) {
        int stop = scanner.wordEnd(start);
        return new Fault(Kind.RANGE, start, stop, scanner.shown(start, stop) + " does not fit in 64 bits");
    }

    private static int digit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : Integer.MAX_VALUE;
    }
}
