package dev.skep.processor.unpack;

import java.io.IOException;
import java.util.Arrays;

/**
 * A table of finite states: each stands for a symbol, and leads to another one by some bits. RFC 8878, section 4.1.
 *
 * @param log how many bits choose the first state
 */
record ZstdTable(int log, byte[] symbols, byte[] bits, short[] bases) {
    /** Returns the table that always yields one symbol. */
    static ZstdTable of(int symbol) {
        return new ZstdTable(0, new byte[] {(byte) symbol}, new byte[1], new short[1]);
    }

    /** Returns the table of symbols that are so likely; -1 is less than 1. */
    static ZstdTable of(int log, int... likely) throws IOException {
        var size = 1 << log;
        var symbols = new byte[size];
        var next = new int[likely.length];
        var high = size;
        for (var s = 0; s < likely.length; s++) {
            next[s] = Math.abs(likely[s]);
            if (likely[s] < 0) symbols[--high] = (byte) s;
        }
        var at = 0;
        for (var s = 0; s < likely.length; s++) {
            for (var i = 0; i < likely[s]; i++) {
                symbols[at] = (byte) s;
                do at = at + (size >> 1) + (size >> 3) + 3 & size - 1;
                while (at >= high);
            }
        }
        if (at != 0) throw new IOException("a table of states that is not full");
        var bits = new byte[size];
        var bases = new short[size];
        for (var i = 0; i < size; i++) {
            var state = next[symbols[i]]++;
            bits[i] = (byte) (log - log2(state));
            bases[i] = (short) ((state << bits[i]) - size);
        }
        return new ZstdTable(log, symbols, bits, bases);
    }

    static int log2(int number) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
    }

    int symbol(int state) {
        return Byte.toUnsignedInt(symbols[state]);
    }

    int next(int state, ZstdBits in) throws IOException {
        return Short.toUnsignedInt(bases[state]) + in.read(bits[state]);
    }

    /** Reads the table that stands at a place. */
    static ZstdTable read(ZstdInput in, int most) throws IOException {
        var bit = new Forward(in);
        var log = bit.read(4) + 5;
        if (log > most) throw new IOException("a table of " + (1 << log) + " states");
        var likely = new int[256];
        var count = 0;
        var left = 1 << log;
        while (left > 0) {
            var width = log2(left + 1) + 1;
            var value = bit.read(width);
            var low = (1 << (width - 1)) - 1;
            var threshold = (1 << width) - 1 - (left + 1);
            if ((value & low) < threshold) {
                bit.back();
                value &= low;
            } else if (value > low) value -= threshold;
            likely[count++] = value - 1;
            left -= Math.abs(value - 1);
            if (value == 1) count += bit.zeroes();
        }
        if (left < 0) throw new IOException("a table of states that is too full");
        bit.end();
        return of(log, Arrays.copyOf(likely, count));
    }

    /** Bits that are read as they come. */
    private static final class Forward {
        private final ZstdInput in;
        private int bit;

        Forward(ZstdInput in) {
            this.in = in;
        }

        int read(int count) throws IOException {
            var value = 0;
            for (var i = 0; i < count; i++, bit++) value |= (in.peek(bit >> 3) >> (bit & 7) & 1) << i;
            return value;
        }

        void back() {
            bit--;
        }

        /** Returns how many symbols never occur. */
        int zeroes() throws IOException {
            var all = 0;
            var more = 3;
            while (more == 3) {
                more = read(2);
                all += more;
            }
            return all;
        }

        void end() throws IOException {
            in.skip((bit + 7) >> 3);
        }
    }
}
