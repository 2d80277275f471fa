package dev.skep.btf;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Words that are laid out: strings have their offsets. They are written when all are known. */
final class Words implements WordSink {
    private static final int LEAST = 16;

    private final StringTable strings;
    private int[] words;
    private int count;

    /** Words with room for about this many. */
    Words(StringTable strings, int expected) {
        this.strings = strings;
        this.words = new int[Math.max(expected, LEAST)];
    }

    @Override
    public void number(int value) {
        if (count == words.length) {
            words = Arrays.copyOf(words, Math.multiplyExact(2, count));
        }
        words[count++] = value;
    }

    @Override
    public void reference(BtfId id) {
        number(id.value());
    }

    @Override
    public void text(String value) {
        number(strings.add(value));
    }

    boolean isEmpty() {
        return count == 0;
    }

    int bytes() {
        return Math.multiplyExact(count, Integer.BYTES);
    }

    void write(ByteBuffer out) {
        out.slice().order(out.order()).asIntBuffer().put(words, 0, count);
        out.position(out.position() + bytes());
    }
}
