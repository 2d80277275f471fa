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

    /** Starts a union. */
    public static Layout union(String name) {
        return new Layout(name, Kind.UNION, Integer.MAX_VALUE);
    }

    /** Returns the member of that name. */
    public Optional<Member> member(String member) {
        return members.stream().filter(m -> m.name().equals(member)).findFirst();
    }

    /** Returns whether some byte of it belongs to no member. */
    public boolean hasPadding() {
        var end = 0;
        for (var member : members) {
            if (member.offset() > end) return true;
            end = Math.max(end, member.offset() + member.type().size());
        }
        return end < size;
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
        private int end;
        private int alignment = 1;

        private Layout(String name, Kind kind, int maximumAlignment) {
            this.name = name;
            this.kind = kind;
            this.maximumAlignment = maximumAlignment;
        }

        /** Adds a member behind (in a union: on top of) the others. */
        public Layout member(String member, BpfType type) {
            var memberAlignment = Math.min(type.alignment(), maximumAlignment);
            var offset = kind == Kind.UNION ? 0 : roundUp(end, memberAlignment);
            members.add(new Member(member, type, Math.multiplyExact(offset, 8), 0));
            end = Math.max(end, Math.addExact(offset, type.size()));
            alignment = Math.max(alignment, memberAlignment);
            return this;
        }

        /** Returns the struct, its size rounded up to its alignment. */
        public StructType build() {
            return new StructType(name, kind, roundUp(end, alignment), alignment, members);
        }

        private static int roundUp(int offset, int alignment) {
            return Math.addExact(offset, alignment - 1) / alignment * alignment;
        }
    }
}
