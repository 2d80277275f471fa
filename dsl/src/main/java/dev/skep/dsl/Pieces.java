package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import java.util.ArrayList;
import java.util.List;

/** The words that memory is made of, as it is loaded: without what lies between the fields of structs. */
final class Pieces {
    private final List<Piece> all = new ArrayList<>();

    private Pieces() {}

    /** A word so many bytes from the start. */
    record Piece(int offset, Width width) {}

    /** Returns those of a type. */
    static List<Piece> of(BpfType type) {
        var pieces = new Pieces();
        pieces.add(0, type);
        return List.copyOf(pieces.all);
    }

    /** Returns those of so many bytes. */
    static List<Piece> of(int bytes) {
        var pieces = new Pieces();
        pieces.addBytes(0, bytes);
        return List.copyOf(pieces.all);
    }

    private void add(int offset, BpfType type) {
        if (type instanceof StructType struct && isPlain(struct)) {
            for (var member : struct.members()) add(offset + member.offset(), member.type());
        } else addBytes(offset, type.size());
    }

    private static boolean isPlain(StructType struct) {
        return struct.kind() == StructType.Kind.STRUCT
                && struct.members().stream().allMatch(member -> member.bitSize() == 0);
    }

    private void addBytes(int offset, int bytes) {
        var at = 0;
        for (var width : List.of(Width.DW, Width.W, Width.H, Width.B)) {
            for (; at + width.bytes() <= bytes; at += width.bytes()) all.add(new Piece(offset + at, width));
        }
    }
}
