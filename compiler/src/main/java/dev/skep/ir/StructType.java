package dev.skep.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A struct or union with its layout.
 *
 * @param name as BTF shows it; empty for an anonymous one
 * @param size bytes, padding included
 * @param alignment bytes
 */
public record StructType(String name, Kind kind, int size, int alignment, List<Member> members) implements BpfType {
    /** Whether members lie one after another or on top of each other. */
    public enum Kind {
        STRUCT,
        UNION
    }

    /**
     * A member.
     *
     * @param bitOffset from the start of the struct
     * @param bitSize width of a bit-field, 0 for an ordinary member
     */
    public record Member(String name, BpfType type, int bitOffset, int bitSize) {
        /** Returns the offset in bytes of an ordinary member. */
        public int offset() {
            return bitOffset / 8;
        }

        long bitEnd() {
            return bitOffset + (bitSize == 0 ? 8L * type.size() : bitSize);
        }
    }

    public StructType {
        members = List.copyOf(members);
    }

    /** Starts a struct laid out as C does: each member at the next multiple of its alignment. */
    public static Layout struct(String name) {
        return new Layout(name, Kind.STRUCT, Integer.MAX_VALUE);
    }

    /** Starts a struct without padding: each member directly behind the one before. */
    public static Layout packed(String name) {
        return new Layout(name, Kind.STRUCT, 1);
    }

    /** Returns a struct of the kernel, of which a signature tells the name and the size but no members. */
    public static StructType outline(String name, int size) {
        return new StructType(name, Kind.STRUCT, size, Long.BYTES, List.of());
    }

    /** Starts a union. */
    public static Layout union(String name) {
        return new Layout(name, Kind.UNION, Integer.MAX_VALUE);
    }

    /** Returns the member of that name. */
    public Optional<Member> member(String member) {
        return members.stream().filter(m -> m.name().equals(member)).findFirst();
    }

    /** Returns whether some bit of it belongs to no member. */
    public boolean hasPadding() {
        var end = 0L;
        for (var member : members) {
            if (member.bitOffset() > end) return true;
            end = Math.max(end, member.bitEnd());
        }
        return end < 8L * size;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.struct(this);
    }

    /** Places members one by one. */
    public static final class Layout {
        private final String name;
        private final Kind kind;
        private final int maximumAlignment;
        private final List<Member> members = new ArrayList<>();
        /** In bits. */
        private int end;

        private int alignment = 1;

        private Layout(String name, Kind kind, int maximumAlignment) {
            this.name = name;
            this.kind = kind;
            this.maximumAlignment = maximumAlignment;
        }

        /** Adds a member behind (in a union: on top of) the others. */
        public Layout member(String member, BpfType type) {
            return member(member, type, naturalAlignment(type));
        }

        /** Adds a member at the next multiple of {@code memberAlignment} bytes. */
        public Layout member(String member, BpfType type, int memberAlignment) {
            alignment = Math.max(alignment, memberAlignment);
            return place(member, type, next(memberAlignment));
        }

        /** Adds a member so many bytes from the start. */
        public Layout memberAt(int offset, String member, BpfType type) {
            alignment = Math.max(alignment, naturalAlignment(type));
            return place(member, type, offset);
        }

        /** Adds a bit-field, beside the one before unless it would lie in two of its type's words. */
        public Layout bits(String member, BpfType type, int width) {
            var word = 8 * type.size();
            var bit = kind == Kind.UNION ? 0 : end;
            var crosses = bit / word != (bit + width - 1) / word;
            if (crosses && naturalAlignment(type) == type.alignment()) bit = roundUp(bit, word);
            members.add(new Member(member, type, bit, width));
            end = Math.max(end, Math.addExact(bit, width));
            alignment = Math.max(alignment, naturalAlignment(type));
            return this;
        }

        /** Lets the struct itself lie at multiples of so many bytes at least. */
        public Layout align(int least) {
            alignment = Math.max(alignment, least);
            return this;
        }

        /** Returns at which multiple of so many bytes a member of a type lies if nothing else is said. */
        public int naturalAlignment(BpfType type) {
            return Math.min(type.alignment(), maximumAlignment);
        }

        /** Returns the first multiple of {@code memberAlignment} behind the members so far, in bytes. */
        public int next(int memberAlignment) {
            return kind == Kind.UNION ? 0 : roundUp(bytes(), memberAlignment);
        }

        private Layout place(String member, BpfType type, int offset) {
            members.add(new Member(member, type, Math.multiplyExact(offset, 8), 0));
            end = Math.max(end, Math.multiplyExact(Math.addExact(offset, type.size()), 8));
            return this;
        }

        private int bytes() {
            return Math.addExact(end, 7) / 8;
        }

        /** Returns the struct, its size rounded up to its alignment. */
        public StructType build() {
            return new StructType(name, kind, roundUp(bytes(), alignment), alignment, members);
        }

        private static int roundUp(int offset, int alignment) {
            return Math.addExact(offset, alignment - 1) / alignment * alignment;
        }
    }
}
