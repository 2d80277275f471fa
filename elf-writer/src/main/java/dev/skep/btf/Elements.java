package dev.skep.btf;

import java.util.List;
import java.util.function.Function;

/** The elements of type records: their members, parameters, entries. */
final class Elements {
    private Elements() {}

    /** What a function makes of each of them; a list that can be kept without a copy. */
    @SuppressWarnings("unchecked") // the array is of no other type than List.of asks for, and nobody else has it
    static <T, R> List<R> each(List<T> elements, Function<T, R> change) {
        var changed = (R[]) new Object[elements.size()];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = change.apply(elements.get(i));
        }
        return List.of(changed);
    }
}
