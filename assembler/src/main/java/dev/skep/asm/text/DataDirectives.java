package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;

/** Reads the directives that append data. */
final class DataDirectives {
    private final Scanner scanner;
    private final Draft draft;
    private final Expressions expressions;

    DataDirectives(Scanner scanner, Draft draft, Expressions expressions) {
        this.scanner = scanner;
        this.draft = draft;
        this.expressions = expressions;
    }

    private SectionDraft room(long bytes, int start) {
        SectionDraft section = draft.section;
        if (section.isNoBits) {
            throw new Fault(Kind.MISPLACED, start, scanner.at, "section `" + section.name + "` has no contents");
        }
        if (section.isFull(bytes)) {
            throw new Fault(
                    Kind.LIMIT,
                    start,
                    scanner.at,
                    "section `" + section.name + "` gets larger than " + SectionDraft.LIMIT + " bytes");
        }
        return section;
    }

    /** Numbers of so many bytes, with commas between. */
    void numbers(int width) {
        if (scanner.isAtEnd()) {
            return;
        }
        do {
            int at = scanner.at;
            Expression value = expressions.read();
            SectionDraft section = room(width, at);
            if (value.isConstant()) {
                requireFit(value.constant(), width, at);
            } else if (width > Long.BYTES) {
                throw new Fault(Kind.SYNTAX, at, scanner.at, "16 bytes must be a number that is known here");
            } else {
                draft.fixups.add(
                        Fixups.Kind.ofWidth(width),
                        section.number,
                        section.size,
                        value,
                        scanner.line,
                        scanner.place(at));
            }
            section.number(value.isConstant() ? value.constant() : 0, width);
        } while (scanner.accept(','));
    }

    private void requireFit(long value, int width, int at) {
        int bits = width * Byte.SIZE;
        if (bits < Long.SIZE && (value < -(1L << (bits - 1)) || value >= 1L << bits)) {
            throw new Fault(Kind.RANGE, at, scanner.at, value + " does not fit in " + width + " bytes");
        }
    }

    void uleb128() {
        do {
            int at = scanner.at;
            long value = expressions.constant("an operand of .uleb128");
            SectionDraft section = room(10, at);
            while (Long.compareUnsigned(value, 0x7f) > 0) {
                section.octet(((int) value & 0x7f) | 0x80);
                value >>>= 7;
            }
            section.octet((int) value);
        } while (scanner.accept(','));
    }

    void sleb128() {
        do {
            int at = scanner.at;
            long value = expressions.constant("an operand of .sleb128");
            SectionDraft section = room(10, at);
            while (value < -0x40 || value > 0x3f) {
                section.octet(((int) value & 0x7f) | 0x80);
                value >>= 7;
            }
            section.octet((int) value & 0x7f);
        } while (scanner.accept(','));
    }

    void strings(boolean terminated) {
        if (scanner.isAtEnd()) {
            return;
        }
        do {
            int at = scanner.at;
            byte[] bytes = Strings.read(scanner);
            SectionDraft section = room(bytes.length + 1L, at);
            for (byte b : bytes) {
                section.octet(b);
            }
            if (terminated) {
                section.octet(0);
            }
        } while (scanner.accept(','));
    }

    /** {@code COUNT [, BYTE]}. */
    void zero() {
        int at = scanner.at;
        long count = expressions.constant("the number of bytes");
        long value = scanner.accept(',') ? expressions.constant("what to fill with") : 0;
        fill(count, 1, value, at);
    }

    /** {@code COUNT [, SIZE [, VALUE]]}. */
    void fill() {
        int at = scanner.at;
        long count = expressions.constant("how often");
        long size = 1;
        long value = 0;
        if (scanner.accept(',')) {
            size = expressions.constant("the size");
            if (scanner.accept(',')) {
                value = expressions.constant("the value");
            }
        }
        if (size < 0 || size > Long.BYTES) {
            throw new Fault(Kind.RANGE, at, scanner.at, "size " + size + ", allowed are 0 to 8");
        }
        fill(count, (int) size, value, at);
    }

    private void fill(long count, int size, long value, int at) {
        SectionDraft section = draft.section;
        if (count < 0 || count > SectionDraft.LIMIT || section.isFull(count * size)) {
            throw new Fault(
                    Kind.LIMIT,
                    at,
                    scanner.at,
                    count + " times " + size + " bytes are negative or more than the section holds");
        }
        if (section.isNoBits && value != 0) {
            throw new Fault(Kind.MISPLACED, at, scanner.at, "section `" + section.name + "` has no contents");
        }
        if (size == 1) {
            section.fill((int) value, (int) count);
        } else if (section.isNoBits) {
            section.fill(0, (int) count * size);
        } else {
            for (long i = 0; i < count; i++) {
                section.number(value, size);
            }
        }
    }
}
