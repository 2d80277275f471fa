package dev.skep.processor.unpack;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which literals and which bytes of before a block consists of, one after another. RFC 8878, section 3.1.1.3.2. */
final class ZstdSequences {
    // spotless:off
    private static final int[] LITERAL_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    private static final int[] MATCH_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    private static final int[] LITERALS = {
        4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1};
    private static final int[] OFFSETS = {
        1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1};
    private static final int[] MATCHES = {
        1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        -1, -1, -1, -1, -1, -1, -1};
    // spotless:on
    private static final int[] LITERAL_BASES = bases(0, LITERAL_BITS);
    private static final int[] MATCH_BASES = bases(3, MATCH_BITS);

    private @Nullable ZstdTable literals;
    private @Nullable ZstdTable offsets;
    private @Nullable ZstdTable matches;
    private final int[] before = {1, 4, 8};

    private static int[] bases(int first, int[] bits) {
        var bases = new int[bits.length];
        bases[0] = first;
        for (var i = 1; i < bits.length; i++) bases[i] = bases[i - 1] + (1 << bits[i - 1]);
        return bases;
    }

    /** Appends a block. */
    void read(ZstdInput in, byte[] bytes, ZstdOutput out) throws IOException {
        var count = count(in);
        if (count == 0) {
            out.append(bytes, 0, bytes.length);
            return;
        }
        var modes = (int) in.number(1);
        var ofLiterals = table(in, modes >> 6, 9, literals, 6, LITERALS);
        var ofOffsets = table(in, modes >> 4 & 3, 8, offsets, 5, OFFSETS);
        var ofMatches = table(in, modes >> 2 & 3, 9, matches, 6, MATCHES);
        literals = ofLiterals;
        offsets = ofOffsets;
        matches = ofMatches;
        var bits = in.bits();
        var literal = bits.read(ofLiterals.log());
        var offset = bits.read(ofOffsets.log());
        var match = bits.read(ofMatches.log());
        var at = 0;
        for (var i = 0; i < count; i++) {
            var distance = (1 << ofOffsets.symbol(offset)) + bits.read(ofOffsets.symbol(offset));
            var length = MATCH_BASES[ofMatches.symbol(match)] + bits.read(MATCH_BITS[ofMatches.symbol(match)]);
            var own = LITERAL_BASES[ofLiterals.symbol(literal)] + bits.read(LITERAL_BITS[ofLiterals.symbol(literal)]);
            if (own > bytes.length - at) throw new IOException("more literals than a block has");
            out.append(bytes, at, own);
            at += own;
            out.repeat(distance(distance, own), length);
            if (i == count - 1) break;
            literal = ofLiterals.next(literal, bits);
            match = ofMatches.next(match, bits);
            offset = ofOffsets.next(offset, bits);
        }
        if (bits.left() != 0) throw new IOException("more sequences than there should be");
        out.append(bytes, at, bytes.length - at);
    }

    private static int count(ZstdInput in) throws IOException {
        var first = (int) in.number(1);
        if (first < 128) return first;
        return first < 255 ? ((first - 128) << 8) + (int) in.number(1) : (int) in.number(2) + 0x7F00;
    }

    private static ZstdTable table(ZstdInput in, int mode, int most, @Nullable ZstdTable last, int log, int[] usual)
            throws IOException {
        if (mode == 0) return ZstdTable.of(log, usual);
        if (mode == 1) return ZstdTable.of((int) in.number(1));
        if (mode == 2) return ZstdTable.read(in, most);
        if (last == null) throw new IOException("a table of before, and there is none");
        return last;
    }

    /** The last three distances go by their number; behind no literals, the last one does not. */
    private int distance(int code, int own) {
        var number = code > 3 ? 3 : code - 1 + (own == 0 ? 1 : 0);
        var distance = code > 3 ? code - 3 : number == 3 ? before[0] - 1 : before[number];
        if (number > 1) before[2] = before[1];
        if (number > 0) before[1] = before[0];
        before[0] = distance;
        return distance;
    }
}
