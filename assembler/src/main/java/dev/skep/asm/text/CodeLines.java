package dev.skep.asm.text;

import java.util.Arrays;

/** Which line of the text each instruction of a section is from, in order of offsets. */
public final class CodeLines {
    /** No instructions. */
    public static final CodeLines NONE = new CodeLines();

    private int[] offsets = new int[16];
    private int[] lines = new int[16];
    private int size;

    CodeLines() {}

    /** Makes room for so many instructions. */
    void expect(int count) {
        if (count > lines.length) {
            offsets = Arrays.copyOf(offsets, count);
            lines = Arrays.copyOf(lines, count);
        }
    }

    void add(int offset, int line) {
        if (size == lines.length) {
            expect(size * 2);
        }
        offsets[size] = offset;
        lines[size++] = line;
    }

    /** Returns how many instructions there are. */
    public int size() {
        return size;
    }

    /** Returns where the instruction of this index starts, in bytes. */
    public int offset(int index) {
        return offsets[index];
    }

    /** Returns the line of the instruction of this index. */
    public int line(int index) {
        return lines[index];
    }

    /** Moves every instruction to where {@code places} says. */
    void move(Moves places) {
        for (int i = 0; i < size; i++) {
            offsets[i] = (int) places.of(offsets[i]);
        }
    }
}
