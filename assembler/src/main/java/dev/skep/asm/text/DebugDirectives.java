package dev.skep.asm.text;

import dev.skep.asm.text.DebugLines.SourceFile;
import dev.skep.asm.text.TextProblem.Kind;
import java.math.BigInteger;

/** Reads what compilers say for debuggers and linkers. */
final class DebugDirectives {
    private static final int DIGEST = 16;

    private final Scanner scanner;
    private final Draft draft;
    private int lastFlags = DebugLines.IS_STATEMENT;

    DebugDirectives(Scanner scanner, Draft draft) {
        this.scanner = scanner;
        this.draft = draft;
    }

    /** {@code "NAME"} or {@code NUMBER ["FOLDER"] "NAME" [md5 DIGEST]}. */
    void file() {
        if (scanner.peek() == '"') {
            draft.debug.name(Strings.text(scanner));
            return;
        }
        int number = number("the number of the file");
        String name = Strings.text(scanner);
        String folder = "";
        if (scanner.peek() == '"') {
            folder = name;
            name = Strings.text(scanner);
        }
        byte[] digest = scanner.accept("md5") ? digest() : new byte[0];
        if (scanner.accept("source")) {
            throw new Fault(Kind.SYNTAX, scanner.at, scanner.at + 1, "source text in the line table is not supported");
        }
        draft.debug.add(new SourceFile(number, folder, name, new Contents(digest, digest.length)));
    }

    private byte[] digest() {
        int from = scanner.at;
        int to = scanner.wordEnd(from);
        String digits = scanner.string(from, to);
        if (to - from > 2 + 2 * DIGEST || !digits.matches("0x[0-9a-fA-F]+")) {
            throw new Fault(Kind.SYNTAX, from, to, "expected 16 bytes in hexadecimal");
        }
        scanner.at = to;
        scanner.blanks();
        byte[] value = new BigInteger(digits.substring(2), 16).toByteArray();
        byte[] digest = new byte[DIGEST];
        int length = Math.min(value.length, DIGEST);
        System.arraycopy(value, value.length - length, digest, DIGEST - length, length);
        return digest;
    }

    private int number(String what) {
        int at = scanner.at;
        if (!Scanner.isDigit(scanner.peek())) {
            throw scanner.unexpected(what);
        }
        long value = Numbers.read(scanner);
        scanner.blanks();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new Fault(Kind.RANGE, at, scanner.at, what + " is " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    /** {@code FILE LINE [COLUMN] [prologue_end] [epilogue_begin] [basic_block] [is_stmt 0|1] [discriminator N]}. */
    void loc() {
        int file = number("the number of a file");
        int line = number("a line");
        int column = Scanner.isDigit(scanner.peek()) ? number("a column") : 0;
        int flags = lastFlags & DebugLines.IS_STATEMENT;
        int discriminator = 0;
        while (!scanner.isAtEnd()) {
            if (scanner.accept("prologue_end")) {
                flags |= DebugLines.PROLOGUE_END;
            } else if (scanner.accept("epilogue_begin")) {
                flags |= DebugLines.EPILOGUE_BEGIN;
            } else if (scanner.accept("basic_block")) {
                flags |= DebugLines.BASIC_BLOCK;
            } else if (scanner.accept("is_stmt")) {
                flags = (flags & ~DebugLines.IS_STATEMENT) | (number("0 or 1") == 0 ? 0 : DebugLines.IS_STATEMENT);
            } else if (scanner.accept("discriminator")) {
                discriminator = number("a discriminator");
            } else {
                throw scanner.unexpected("prologue_end, epilogue_begin, basic_block, is_stmt or discriminator");
            }
        }
        lastFlags = flags;
        draft.debug.locate(file, line, column, flags, discriminator);
    }

    void startFrame() {
        if (!draft.debug.startFrame(draft.section)) {
            throw new Fault(Kind.MISPLACED, scanner.at, scanner.at, "the last .cfi_startproc has no .cfi_endproc");
        }
        scanner.accept("simple");
    }

    void endFrame() {
        if (!draft.debug.endFrame(draft.section)) {
            throw new Fault(
                    Kind.MISPLACED, scanner.at, scanner.at, "no .cfi_startproc stands before this in the section");
        }
    }

    /** What says nothing about the code. */
    void ignore() {
        while (!scanner.isAtEnd()) {
            if (scanner.peek() == '"') {
                Strings.read(scanner);
            } else {
                scanner.at++;
            }
        }
    }

    void addressed() {
        // tells that .addrsig_sym may follow
    }

    void addressedSymbol() {
        int from = scanner.at;
        int symbol = draft.symbols.of(scanner.text, from, scanner.name("a symbol"));
        scanner.blanks();
        draft.addressed.add(symbol);
    }
}
