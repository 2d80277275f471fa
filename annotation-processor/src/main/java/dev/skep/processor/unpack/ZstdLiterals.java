package dev.skep.processor.unpack;

import java.io.IOException;
import java.util.Arrays;

/** Bytes of a block that are no copies, with the Huffman code that the blocks before may have left. RFC 8878, sections 3.1.1.3.1 and 4.2. */
final class ZstdLiterals {
    private static final int MOST = 1 << 17;
    private static final int MOST_BITS = 11;

    private int width;
    private byte[] symbols = {};
    private byte[] bits = {};

    /** Returns the literals that an input begins with. */
    byte[] read(ZstdInput in) throws IOException {
        var kind = in.peek(0) & 3;
        var format = in.peek(0) >> 2 & 3;
        if (kind < 2) return plain(in, kind, format);
        var bytes = format < 2 ? 3 : format + 2;
        var header = in.number(bytes);
        var sizes = bytes == 3 ? 10 : bytes == 4 ? 14 : 18;
        var size = (int) (header >> 4) & (1 << sizes) - 1;
        var packed = in.part((int) (header >> (4 + sizes)) & ((1 << sizes) - 1));
        if (size > MOST) throw new IOException(size + " literals in a block");
        if (kind == 2) readCode(packed);
        if (symbols.length == 0) throw new IOException("literals without a code");
        var literals = new byte[size];
        if (format == 0) decode(packed.bits(), literals, 0, size);
        else decodeFour(packed, literals);
        return literals;
    }

    private static byte[] plain(ZstdInput in, int kind, int format) throws IOException {
        var size = (format & 1) == 0 ? (int) in.number(1) >> 3 : (int) in.number(format == 1 ? 2 : 3) >> 4;
        if (size > MOST) throw new IOException(size + " literals in a block");
        var literals = new byte[size];
        if (kind == 0) in.copy(literals, 0, size);
        else Arrays.fill(literals, (byte) in.number(1));
        return literals;
    }

    private void decodeFour(ZstdInput in, byte[] literals) throws IOException {
        var sizes = new int[] {(int) in.number(2), (int) in.number(2), (int) in.number(2), 0};
        sizes[3] = in.left() - sizes[0] - sizes[1] - sizes[2];
        var part = (literals.length + 3) / 4;
        for (var i = 0; i < 4; i++) {
            var end = i == 3 ? literals.length : (i + 1) * part;
            decode(in.part(sizes[i]).bits(), literals, i * part, end);
        }
    }

    private void decode(ZstdBits in, byte[] literals, int from, int to) throws IOException {
        for (var i = from; i < to; i++) {
            var code = in.peek(width);
            in.skip(bits[code]);
            literals[i] = symbols[code];
        }
        if (in.left() != 0) throw new IOException("more literals than there should be");
    }

    private void readCode(ZstdInput in) throws IOException {
        var weights = new int[256];
        var first = (int) in.number(1);
        var count = first < 128 ? states(in.part(first), weights) : direct(in, weights, first - 127);
        var sum = 0;
        for (var i = 0; i < count; i++) sum += weights[i] == 0 ? 0 : 1 << (weights[i] - 1);
        width = sum == 0 ? MOST_BITS + 1 : ZstdTable.log2(sum) + 1;
        if (width > MOST_BITS) throw new IOException("a code of more than " + MOST_BITS + " bits");
        var last = (1 << width) - sum;
        if (Integer.bitCount(last) != 1) throw new IOException("a code that is not complete");
        weights[count] = ZstdTable.log2(last) + 1;
        fill(weights, count + 1);
    }

    private static int direct(ZstdInput in, int[] weights, int count) throws IOException {
        for (var i = 0; i < count; i += 2) {
            var two = (int) in.number(1);
            weights[i] = two >> 4;
            weights[i + 1] = two & 15;
        }
        return count;
    }

    /** Two states take turns, until one would need bits that are not there. */
    private static int states(ZstdInput in, int[] weights) throws IOException {
        var table = ZstdTable.read(in, 6);
        var bits = in.bits();
        var states = new int[] {bits.read(table.log()), bits.read(table.log())};
        for (var count = 0; count < 254; count++) {
            var turn = count & 1;
            weights[count] = table.symbol(states[turn]);
            if (table.bits()[states[turn]] > bits.left()) {
                weights[count + 1] = table.symbol(states[1 - turn]);
                return count + 2;
            }
            states[turn] = table.next(states[turn], bits);
        }
        throw new IOException("a code for more than 256 bytes");
    }

    /** Symbols of small weight, which have long codes, come first. */
    private void fill(int[] weights, int count) {
        symbols = new byte[1 << width];
        bits = new byte[1 << width];
        var at = 0;
        for (var weight = 1; weight <= width; weight++) {
            for (var symbol = 0; symbol < count; symbol++) {
                if (weights[symbol] != weight) continue;
                var end = at + (1 << (weight - 1));
                Arrays.fill(symbols, at, end, (byte) symbol);
                Arrays.fill(bits, at, end, (byte) (width + 1 - weight));
                at = end;
            }
        }
    }
}
