package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads strings and the escapes in them: those of C, octal and hexadecimal ones included. */
final class Strings {
    private static final int OCTAL_DIGITS = 3;

    private Strings() {}

    /** Reads a string in quotes and the blanks after it. */
    static byte[] read(Scanner scanner) {
        int start = scanner.at;
        if (scanner.peek() != '"') {
            throw scanner.unexpected("a string in quotes");
        }
        scanner.at++;
        var bytes = new ByteArrayOutputStream();
        while (scanner.peek() != '"') {
            if (scanner.at >= scanner.end || scanner.peek() == '\n') {
                throw new Fault(Kind.SYNTAX, start, scanner.at, "this string does not end: expected `\"`");
            }
            bytes.write(scanner.peek() == '\\' ? escape(scanner) : scanner.text[scanner.at++]);
        }
        scanner.at++;
        scanner.blanks();
        return bytes.toByteArray();
    }

    static String text(Scanner scanner) {
        return new String(read(scanner), StandardCharsets.UTF_8);
    }

    /** Reads a backslash and what belongs to it. */
    static int escape(Scanner scanner) {
        int start = scanner.at;
        scanner.at++;
        if (scanner.at >= scanner.end) {
            throw new Fault(Kind.SYNTAX, start, scanner.at, "expected a character after `\\`");
        }
        int c = scanner.peek();
        if (c >= '0' && c <= '7') {
            return octal(scanner);
        }
        scanner.at++;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '\\', '"', '\'' -> c;
            case 'x', 'X' -> hexadecimal(scanner, start);
            default ->
                throw new Fault(
                        Kind.SYNTAX, start, scanner.at, "expected one of \\n \\t \\r \\b \\f \\\\ \\\" \\ooo \\xhh");
        };
    }

    private static int octal(Scanner scanner) {
        int value = 0;
        for (int i = 0; i < OCTAL_DIGITS && scanner.peek() >= '0' && scanner.peek() <= '7'; i++) {
            value = value * 8 + scanner.text[scanner.at++] - '0';
        }
        return value & 0xff;
    }

    private static int hexadecimal(Scanner scanner, int start) {
        int value = 0;
        int first = scanner.at;
        while (Character.digit(scanner.peek(), 16) >= 0) {
            value = (value << 4 | Character.digit(scanner.peek(), 16)) & 0xff;
            scanner.at++;
        }
        if (scanner.at == first) {
            throw new Fault(Kind.SYNTAX, start, scanner.at, "expected hexadecimal digits after \\x");
        }
        return value;
    }
}
