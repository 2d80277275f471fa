package dev.skep.processor.unpack;

import java.io.IOException;

/** Frames of zstd, RFC 8878. What a frame says of its window and its size need not be known, and sums are not compared. */
final class Zstd {
    private static final long MAGIC = 0xFD2F_B528L;

    /** Frames of something else, which are skipped, have one of sixteen numbers. */
    private static final long SKIPPED = 0x184D_2A50L;

    private static final int MOST = 1 << 17;

    private Zstd() {}

    static byte[] unpack(byte[] file, int from, int to) throws IOException {
        var in = new ZstdInput(file, from, to);
        var out = new ZstdOutput();
        while (in.left() > 0) {
            var magic = in.number(4);
            if (magic == MAGIC) frame(in, out);
            else if ((magic & ~15L) == SKIPPED) in.skip((int) in.number(4));
            else throw new IOException("no frame");
        }
        return out.all();
    }

    private static void frame(ZstdInput in, ZstdOutput out) throws IOException {
        var descriptor = (int) in.number(1);
        var single = (descriptor & 0x20) != 0;
        if (!single) in.skip(1);
        if ((descriptor & 3) != 0) throw new IOException("a frame that needs a dictionary");
        in.skip(new int[] {single ? 1 : 0, 2, 4, 8}[descriptor >> 6]);
        out.begin();
        var literals = new ZstdLiterals();
        var sequences = new ZstdSequences();
        for (var last = false; !last; ) {
            var header = (int) in.number(3);
            last = (header & 1) == 1;
            block(header >> 1 & 3, header >> 3, in, out, literals, sequences);
        }
        if ((descriptor & 4) != 0) in.skip(4);
    }

    private static void block(
            int kind, int size, ZstdInput in, ZstdOutput out, ZstdLiterals literals, ZstdSequences sequences)
            throws IOException {
        if (size > MOST || kind == 3) throw new IOException("a block of " + size + " bytes");
        if (kind == 0) out.append(in, size);
        else if (kind == 1) out.fill((byte) in.number(1), size);
        else {
            var part = in.part(size);
            sequences.read(part, literals.read(part), out);
        }
    }
}
