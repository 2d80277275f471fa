package dev.skep.btf;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What types say without their references, as numbers: equal if and only if that is. Numbers are their own order, so many with one hash
 * are found fast all the same.
 */
final class Shape implements WordSink {
    private final Map<String, Integer> texts;
    private final TypeWords words = new TypeWords(this);
    private int[] numbers = new int[64];
    private int count;

    /** Shapes of about this many types. */
    Shape(int expected) {
        texts = new HashMap<>(2 * expected);
    }

    /** The shape of this type, beside others from here. */
    IntBuffer of(BtfType type) {
        count = 0;
        type.accept(words);
        return IntBuffer.wrap(Arrays.copyOf(numbers, count));
    }

    @Override
    public void number(int value) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = value;
    }

    @Override
    public void reference(BtfId id) {
        number(0);
    }

    @Override
    public void text(String value) {
        var known = texts.putIfAbsent(value, texts.size());
        number(known == null ? texts.size() - 1 : known);
    }
}
