package dev.skep.btf;

import java.nio.ByteBuffer;
import java.util.List;

/** A 32-bit word of {@code .BTF} or {@code .BTF.ext} before it is written: a number, or the offset that a string will get. */
sealed interface Word {
    /** Hands over the string this word stands for, if it does. */
    void layOut(StringTable strings);

    /** The characters of the string that this word stands for. */
    int characters();

    /** Appends this word. */
    void write(StringTable strings, ByteBuffer out);

    record Number(int value) implements Word {
        /** A number of 32 bits, signed or unsigned. */
        static Number of(long value) {
            Limits.range(value, Integer.MIN_VALUE, 0xFFFF_FFFFL, "number of 32 bits", "");
            return new Number((int) value);
        }

        static Number low(long value) {
            return new Number((int) value);
        }

        static Number high(long value) {
            return new Number((int) (value >>> Integer.SIZE));
        }

        @Override
        public void layOut(StringTable strings) {}

        @Override
        public int characters() {
            return 0;
        }

        @Override
        public void write(StringTable strings, ByteBuffer out) {
            out.putInt(value);
        }
    }

    record Text(String value) implements Word {
        @Override
        public void layOut(StringTable strings) {
            strings.add(value);
        }

        @Override
        public int characters() {
            return value.length();
        }

        @Override
        public void write(StringTable strings, ByteBuffer out) {
            out.putInt(strings.offset(value));
        }
    }

    static int bytes(List<Word> words) {
        return Math.multiplyExact(words.size(), Integer.BYTES);
    }
}
