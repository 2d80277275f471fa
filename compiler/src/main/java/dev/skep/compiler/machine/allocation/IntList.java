package dev.skep.compiler.machine.allocation;

import java.util.Arrays;

/** A growing list of numbers. */
final class IntList {
    private static final int[] NONE = {};

    private int[] elements = NONE;
    private int size;

    void add(int element) {
        if (size == elements.length) elements = Arrays.copyOf(elements, Math.max(4, size * 2));
        elements[size++] = element;
    }

    int get(int index) {
        return elements[index];
    }

    void set(int index, int element) {
        elements[index] = element;
    }

    int size() {
        return size;
    }

    int last() {
        return elements[size - 1];
    }

    /** Returns the elements. */
    int[] toArray() {
        return Arrays.copyOf(elements, size);
    }

    /** Returns the elements, last one first. */
    int[] reversed() {
        var reversed = new int[size];
        for (var i = 0; i < size; i++) reversed[i] = elements[size - 1 - i];
        return reversed;
    }
}
