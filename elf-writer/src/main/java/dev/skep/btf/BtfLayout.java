package dev.skep.btf;

import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Composite;
import dev.skep.btf.BtfType.Member;
import java.util.BitSet;
import java.util.Optional;

/** Where things lie in the types of a graph: alignments, and the places that paths such as {@code task.cpus[3].mask} lead to. */
public final class BtfLayout {
    /** The deepest that types may contain each other by value. */
    static final int MAX_DEPTH = 1000;

    private final BtfGraph graph;
    private final int[] alignments;

    private BtfLayout(BtfGraph graph) {
        this.graph = graph;
        alignments = new int[graph.size() + 1];
    }

    /** The layout of the types of this graph. */
    public static BtfLayout of(BtfGraph graph) {
        return new BtfLayout(graph);
    }

    /**
     * A part of a value.
     *
     * @param type the type of the part
     * @param bitOffset from the start of the value
     * @param bitFieldSize its bits if it is a bit field, otherwise 0
     */
    public record Place(BtfId type, long bitOffset, int bitFieldSize) {
        /** Whether the part is a bit field. */
        public boolean isBitField() {
            return bitFieldSize != 0;
        }

        /** The byte in which the part starts. */
        public long byteOffset() {
            return bitOffset / 8;
        }
    }

    /**
     * The alignment of a type in bytes as C has it: that of a struct is the greatest of its members', and 1 if it is packed, which
     * shows by a member or an end that lies where its alignment would not have it. 0 for what has no alignment, such as {@code
     * void}, functions and declarations.
     *
     * @throws IllegalArgumentException if the type contains itself
     */
    public int align(BtfId id) {
        return align(id, 0);
    }

    /** Whether members of a struct lie where only {@code packed} lets them; {@link #align} says 1 of such a struct. */
    public boolean isPacked(BtfId id) {
        var composite = graph.type(id, Composite.class);
        return composite.isPresent() && isPacked(composite.get(), 0);
    }

    /**
     * The part of a value of type {@code root} that a path leads to: names of members joined by {@code .}, {@code [n]} for elements.
     * Members of anonymous members are members, as in C.
     *
     * @throws IllegalArgumentException if the path leads nowhere, with the step that does not exist
     */
    public Place place(BtfId root, String path) {
        var place = new Place(root, 0, 0);
        int at = 0;
        while (at < path.length()) {
            if (path.charAt(at) == '[') {
                int end = path.indexOf(']', at);
                if (end < 0) {
                    throw new IllegalArgumentException("path " + path + " has a [ without ]");
                }
                place = element(place, path.substring(at + 1, end), path);
                at = end + 1;
            } else {
                int start = path.charAt(at) == '.' && at > 0 ? at + 1 : at;
                int end = endOfName(path, start);
                place = member(place, path.substring(start, end), path);
                at = end;
            }
        }
        return place;
    }

    private static int endOfName(String path, int from) {
        int end = from;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        if (end == from) {
            throw new IllegalArgumentException("path " + path + " has a step without a name");
        }
        return end;
    }

    private Place element(Place of, String number, String path) {
        var array = graph.type(graph.resolve(of.type()), Array.class)
                .orElseThrow(() -> new IllegalArgumentException(
                        "path " + path + ": " + graph.describe(of.type()) + " is no array"));
        var size = graph.sizeOf(array.element());
        if (size.isEmpty() || !number.matches("[0-9]{1,10}")) {
            throw new IllegalArgumentException(
                    "path " + path + ": no element [" + number + "] of " + graph.describe(of.type()) + " can be found");
        }
        long bits = Math.multiplyExact(Math.multiplyExact(size.getAsLong(), 8), Long.parseLong(number));
        return new Place(array.element(), Math.addExact(of.bitOffset(), bits), 0);
    }

    private Place member(Place of, String name, String path) {
        return find(graph.resolve(of.type()), name, of.bitOffset(), new Search(new BitSet(), 0))
                .orElseThrow(() -> new IllegalArgumentException(
                        "path " + path + ": " + graph.describe(of.type()) + " has no member " + name));
    }

    /** What was searched in vain, and how deep in anonymous members the search is. */
    private record Search(BitSet done, int depth) {
        Search deeper() {
            return new Search(done, depth + 1);
        }
    }

    private Optional<Place> find(BtfId in, String name, long bitOffset, Search search) {
        var composite = graph.type(in, Composite.class);
        if (composite.isEmpty() || search.done().get(in.value())) {
            return Optional.empty();
        }
        search.done().set(in.value());
        if (search.depth() > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    graph.describe(in) + " is more than " + MAX_DEPTH + " anonymous members deep");
        }
        for (Member member : composite.get().members()) {
            long at = bitOffset + member.bitOffset();
            if (member.name().equals(name)) {
                return Optional.of(new Place(member.type(), at, member.bitFieldSize()));
            }
            if (member.name().isEmpty()) {
                var inside = find(graph.resolve(member.type()), name, at, search.deeper());
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return Optional.empty();
    }

    private int align(BtfId of, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    graph.describe(of) + " contains itself, or lies more than " + MAX_DEPTH + " types deep in another");
        }
        var id = value(of);
        if (id.isVoid()) {
            return 0;
        }
        if (alignments[id.value()] == 0) {
            alignments[id.value()] = alignOf(graph.type(id), depth);
        }
        return alignments[id.value()];
    }

    /** The type behind modifiers and arrays: it decides on the alignment. */
    private BtfId value(BtfId of) {
        var id = graph.resolve(of);
        var array = graph.type(id, Array.class);
        while (array.isPresent()) {
            id = graph.resolve(array.get().element());
            array = graph.type(id, Array.class);
        }
        return id;
    }

    private int alignOf(BtfType type, int depth) {
        return switch (type.kind()) {
            case PTR -> 8;
            case INT, ENUM, ENUM64, FLOAT -> (int) Math.min(8, type.storage().orElse(0));
            case STRUCT, UNION -> {
                var composite = (Composite) type;
                yield isPacked(composite, depth) ? 1 : greatest(composite, depth);
            }
            case ARRAY, TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG, FWD, FUNC, FUNC_PROTO, VAR, DATASEC, DECL_TAG ->
                0;
        };
    }

    private int greatest(Composite type, int depth) {
        int greatest = 1;
        for (Member member : type.members()) {
            greatest = Math.max(greatest, align(member.type(), depth + 1));
        }
        return greatest;
    }

    private boolean isPacked(Composite type, int depth) {
        for (Member member : type.members()) {
            int align = align(member.type(), depth + 1);
            if (align > 0 && !member.isBitField() && member.bitOffset() % (8L * align) != 0) {
                return true;
            }
        }
        return type.size() % greatest(type, depth) != 0;
    }
}
