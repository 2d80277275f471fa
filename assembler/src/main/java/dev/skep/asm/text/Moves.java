package dev.skep.asm.text;

import java.util.Arrays;

/** Where the bytes of a section go when slots are inserted behind some of its instructions. */
final class Moves {
    private final int[] behind;
    private final int[] inserted;

    /**
     * Inserts bytes.
     *
     * @param behind offsets in rising order: what lies there or farther moves
     * @param inserted how many bytes are inserted up to and at each of them
     */
    Moves(int[] behind, int[] inserted) {
        this.behind = behind;
        this.inserted = inserted;
    }

    long of(long offset) {
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            return offset;
        }
        int found = Arrays.binarySearch(behind, (int) offset);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? offset : offset + inserted[index];
    }
}
