package dev.skep.asm.text;

import java.util.Arrays;

/**
 * Which line of the text each instruction of a section is from, in order of offsets. Kept by runs: most instructions are a slot
 * behind the one of the line before.
 */
public final class CodeLines {
    /** No instructions. */
    public static final CodeLines NONE = new CodeLines(0);

    private int[] firsts;
    private int[] offsets;
    private int[] lines;
    private int runs;
    private int size;
    private int nextOffset = -1;
    private int nextLine;

    /** Room for about so many runs. */
    CodeLines(int expected) {
        int room = Math.max(16, expected);
        firsts = new int[room];
        offsets = new int[room];
        lines = new int[room];
    }

    void add(int offset, int line) {
        if (offset != nextOffset || line != nextLine) {
            start(offset, line);
        }
        nextOffset = offset + Long.BYTES;
        nextLine = line + 1;
        size++;
    }

    private void start(int offset, int line) {
        if (runs == firsts.length) {
            firsts = Arrays.copyOf(firsts, runs * 2);
            offsets = Arrays.copyOf(offsets, runs * 2);
            lines = Arrays.copyOf(lines, runs * 2);
        }
        firsts[runs] = size;
        offsets[runs] = offset;
        lines[runs++] = line;
    }

    /** Returns how many instructions there are. */
    public int size() {
        return size;
    }

    /** Returns where the instruction of this index starts, in bytes. */
    public int offset(int index) {
        int run = run(index);
        return offsets[run] + (index - firsts[run]) * Long.BYTES;
    }

    /** Returns the line of the instruction of this index. */
    public int line(int index) {
        int run = run(index);
        return lines[run] + index - firsts[run];
    }

    private int run(int index) {
        int found = Arrays.binarySearch(firsts, 0, runs, index);
        return found >= 0 ? found : -found - 2;
    }

    /** Returns where every instruction is once it has moved to where {@code places} says. */
    CodeLines moved(Moves places) {
        var moved = new CodeLines(runs);
        for (int i = 0; i < size; i++) {
            moved.add((int) places.of(offset(i)), line(i));
        }
        return moved;
    }
}
