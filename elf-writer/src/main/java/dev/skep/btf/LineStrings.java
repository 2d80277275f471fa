package dev.skep.btf;

import java.util.Arrays;

/** Strings by the order in which they are met, known to be text and never made a {@link String}. */
final class LineStrings {
    private final BtfStrings strings;
    private final SecretHash hash = new SecretHash();
    /** One more than the number of a string, in an open hash table of the places where they start. */
    private int[] numbers = new int[128];

    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int count;

    /** Strings of a section that has no base. */
    LineStrings(BtfStrings strings) {
        this.strings = strings;
    }

    /** The number of the string at this offset. */
    int number(int offset, int user) {
        int slot = slot(offset);
        if (numbers[slot] == 0) {
            add(offset, strings.end(offset, user), slot);
            return count - 1;
        }
        return numbers[slot] - 1;
    }

    /** How many strings were met. */
    int count() {
        return count;
    }

    /** Lays out the string of this number. */
    int addTo(StringTable table, int number) {
        return table.add(strings.bytes(), starts[number], ends[number]);
    }

    private int slot(int offset) {
        int slot = hash.of(offset) & (numbers.length - 1);
        while (numbers[slot] != 0 && starts[numbers[slot] - 1] != offset) {
            slot = (slot + 1) & (numbers.length - 1);
        }
        return slot;
    }

    private void add(int start, int end, int slot) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = start;
        ends[count++] = end;
        numbers[slot] = count;
        if (2 * count > numbers.length) {
            grow();
        }
    }

    private void grow() {
        numbers = new int[2 * numbers.length];
        for (int number = 0; number < count; number++) {
            numbers[slot(starts[number])] = number + 1;
        }
    }
}
