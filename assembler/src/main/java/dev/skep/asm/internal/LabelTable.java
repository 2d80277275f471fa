package dev.skep.asm.internal;

import dev.skep.asm.Label;
import org.jspecify.annotations.Nullable;

/** A map from label to instruction index without boxes: code may have a label per instruction. */
final class LabelTable {
    /** Stands for "not here". */
    static final int ABSENT = -1;

    private static final int SMALLEST = 16;

    /** Labels of two builders may have the same small numbers: without spreading, runs of them would pile up. */
    private static final int SPREAD = 0x9e3779b9;

    private @Nullable Label[] keys = new Label[SMALLEST];
    private int[] values = new int[SMALLEST];
    private int size;

    /** Adds the label, unless it is there already; tells whether it was added. */
    boolean add(Label label, int value) {
        if (2 * size >= keys.length) {
            grow();
        }
        int at = find(label);
        if (keys[at] != null) {
            return false;
        }
        keys[at] = label;
        values[at] = value;
        size++;
        return true;
    }

    int get(Label label) {
        int at = find(label);
        return keys[at] == null ? ABSENT : values[at];
    }

    /** Tries the place of the label's own number, in the order of the code, and then wherever chance leads. */
    private int find(Label label) {
        int last = keys.length - 1;
        int at = label.hashCode() & last;
        if (keys[at] == null || label.equals(keys[at])) {
            return at;
        }
        at = (label.hashCode() * SPREAD) >>> Integer.numberOfLeadingZeros(last);
        while (keys[at] != null && !label.equals(keys[at])) {
            at = (at + 1) & last;
        }
        return at;
    }

    private void grow() {
        @Nullable Label[] oldKeys = keys;
        int[] oldValues = values;
        keys = new Label[oldKeys.length * 2];
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            Label key = oldKeys[i];
            if (key != null) {
                int at = find(key);
                keys[at] = key;
                values[at] = oldValues[i];
            }
        }
    }
}
