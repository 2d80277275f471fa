package dev.skep.ir;

import dev.skep.asm.Width;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the bits of a bit-field are: in one word, or byte by byte where every word that has them all has something else in it, too.
 *
 * @param size how many bits
 * @param pieces in the order of addresses
 */
public record BitField(int size, List<Piece> pieces) {
    /**
     * Bits of one word.
     *
     * @param offset of the word, in bytes from the start of the struct
     * @param skip how many bits of the word come before these in memory
     * @param bits how many they are
     */
    public record Piece(int offset, Width width, int skip, int bits) {}

    public BitField {
        pieces = List.copyOf(pieces);
    }

    /** Returns where a member is that is a bit-field. */
    public static BitField of(StructType layout, StructType.Member member) {
        var first = member.bitOffset();
        var end = first + member.bitSize();
        for (var width : List.of(Width.B, Width.H, Width.W, Width.DW)) {
            var word = first / width.bits() * width.bits();
            if (end <= word + width.bits() && isFree(layout, word, word + width.bits()))
                return new BitField(
                        member.bitSize(), List.of(new Piece(word / 8, width, first - word, member.bitSize())));
        }
        List<Piece> pieces = new ArrayList<>();
        for (var word = first / 8 * 8; word < end; word += 8) {
            var from = Math.max(first, word);
            pieces.add(new Piece(word / 8, Width.B, from - word, Math.min(end, word + 8) - from));
        }
        return new BitField(member.bitSize(), pieces);
    }

    /** Writing a bit-field must leave alone what is no bit-field; what lies on top of it in a union is changed in any case. */
    private static boolean isFree(StructType layout, int from, int to) {
        if (to > 8L * layout.size()) return false;
        if (layout.kind() == StructType.Kind.UNION) return true;
        return layout.members().stream()
                .filter(member -> member.bitSize() == 0)
                .noneMatch(member -> member.bitOffset() < to
                        && from < member.bitOffset() + 8L * member.type().size());
    }
}
