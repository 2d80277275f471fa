package dev.skep.asm.text;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The places that wait for symbols, in the order of the text, without an object for each. */
final class Fixups {
    /** What a place is. */
    enum Kind {
        JUMP(0),
        JUMP_LONG(0),
        CALL(0),
        LDDW(0),
        IMMEDIATE(0),
        DATA_1(1),
        DATA_2(2),
        DATA_4(4),
        DATA_8(8);

        private final int width;

        Kind(int width) {
            this.width = width;
        }

        /** How many bytes of data it is; 0 for a field of an instruction. */
        int width() {
            return width;
        }

        static Kind ofWidth(int width) {
            return switch (width) {
                case 1 -> DATA_1;
                case 2 -> DATA_2;
                case 4 -> DATA_4;
                default -> DATA_8;
            };
        }
    }

    private int size;
    private @Nullable Kind[] kinds;
    private int[] sections;
    private int[] offsets;
    private int[] plus;
    private int[] minus;
    private long[] constants;
    private int[] lines;
    private int[] columns;

    /** How much farther on the fields of jumps are that were made long; no longer than needed. */
    private int[] shifts = {};

    /** Room for about so many places. */
    Fixups(int expected) {
        int room = Math.max(64, expected);
        kinds = new Kind[room];
        sections = new int[room];
        offsets = new int[room];
        plus = new int[room];
        minus = new int[room];
        constants = new long[room];
        lines = new int[room];
        columns = new int[room];
    }

    int size() {
        return size;
    }

    void add(Kind kind, int section, int offset, Expression value, int line, int column) {
        add(kind, section, offset, value.plus(), line, column);
        minus[size - 1] = value.minus();
        constants[size - 1] = value.constant();
    }

    /** Adds a place that waits for a symbol and nothing else. */
    void add(Kind kind, int section, int offset, int symbol, int line, int column) {
        if (size == kinds.length) {
            grow();
        }
        kinds[size] = kind;
        sections[size] = section;
        offsets[size] = offset;
        plus[size] = symbol;
        minus[size] = Expression.NONE;
        lines[size] = line;
        columns[size++] = column;
    }

    private void grow() {
        int more = size * 2;
        kinds = Arrays.copyOf(kinds, more);
        sections = Arrays.copyOf(sections, more);
        offsets = Arrays.copyOf(offsets, more);
        plus = Arrays.copyOf(plus, more);
        minus = Arrays.copyOf(minus, more);
        constants = Arrays.copyOf(constants, more);
        lines = Arrays.copyOf(lines, more);
        columns = Arrays.copyOf(columns, more);
    }

    /** Makes a short jump long, whose field is so many bytes farther on. */
    void lengthen(int index, int farther) {
        kinds[index] = Kind.JUMP_LONG;
        if (index >= shifts.length) {
            shifts = Arrays.copyOf(shifts, size);
        }
        shifts[index] = farther;
    }

    /** Moves every place in a section. */
    void move(int section, Moves moves) {
        for (int i = 0; i < size; i++) {
            if (sections[i] == section) {
                offsets[i] = (int) moves.of(offsets[i]) + (i < shifts.length ? shifts[i] : 0);
            }
        }
    }

    Kind kind(int index) {
        return Objects.requireNonNull(kinds[index], "a place");
    }

    int section(int index) {
        return sections[index];
    }

    int offset(int index) {
        return offsets[index];
    }

    int plus(int index) {
        return plus[index];
    }

    int minus(int index) {
        return minus[index];
    }

    long constant(int index) {
        return constants[index];
    }

    int line(int index) {
        return lines[index];
    }

    int column(int index) {
        return columns[index];
    }

    Expression value(int index) {
        return new Expression(constants[index], plus[index], minus[index]);
    }
}
