package dev.skep.btf;

import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Modifier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * BTF types that refer to each other, immutable. The first type has id 1; 0 is {@code void}.
 *
 * <p>Every reference leads to a type of the graph, and no chain of modifiers and arrays is longer than {@link #MAX_CHAIN} or comes
 * back to itself, so {@link #resolve} and {@link #sizeOf} always end.
 */
public final class BtfGraph {
    /** The longest chain of modifiers and arrays; the kernel stops at 32. */
    public static final int MAX_CHAIN = 64;

    /** How much of a name a message shows. */
    private static final int SHOWN = 100;

    private static final BtfGraph EMPTY = new BtfGraph(List.of());

    private final List<BtfType> types;
    private volatile @Nullable Map<BtfKind, Map<String, BtfId>> byName;

    private BtfGraph(List<BtfType> types) {
        this.types = types;
    }

    /** The graph without types. */
    public static BtfGraph empty() {
        return EMPTY;
    }

    /**
     * The graph of these types; the first gets id 1.
     *
     * @throws IllegalArgumentException if a reference leads nowhere or a chain of modifiers and arrays does not end
     */
    public static BtfGraph of(List<BtfType> types) {
        checkReferences(types);
        return ofReferring(types);
    }

    /** The graph of types whose references are known to lead to one of them. */
    static BtfGraph ofReferring(List<BtfType> types) {
        var graph = new BtfGraph(List.copyOf(types));
        graph.checkChains();
        return graph;
    }

    /** The graph of types that refer to each other as those of another graph do. */
    static BtfGraph derived(List<BtfType> types) {
        return new BtfGraph(List.copyOf(types));
    }

    /**
     * This graph with other types in place of some, and more behind its last.
     *
     * @throws IllegalArgumentException if an id is not of this graph, a reference leads nowhere or a chain of modifiers and arrays does
     *     not end
     */
    public BtfGraph with(Map<BtfId, BtfType> others, List<BtfType> more) {
        List<BtfType> all = new ArrayList<>(types.size() + more.size());
        all.addAll(types);
        all.addAll(more);
        boolean chains = false;
        for (var other : others.entrySet()) {
            var before = type(other.getKey());
            chains |= !behind(before).isVoid() || !behind(other.getValue()).isVoid();
            all.set(other.getKey().value() - 1, other.getValue());
        }
        for (var one : more) {
            chains |= !behind(one).isVoid();
        }
        var graph = derived(all);
        others.forEach((id, type) -> checkReferences(id.value(), type, all.size()));
        for (int id = types.size() + 1; id <= all.size(); id++) {
            checkReferences(id, all.get(id - 1), all.size());
        }
        if (chains) {
            graph.checkChains();
        }
        return graph;
    }

    /** A builder of a new graph. */
    public static Builder builder() {
        return new Builder(List.of());
    }

    /** A builder that starts with the types of this graph under the same ids. */
    public Builder toBuilder() {
        return new Builder(types);
    }

    /** All types; the one with id <i>n</i> is at <i>n</i> − 1. */
    public List<BtfType> types() {
        return types;
    }

    /** How many types there are, {@code void} not counted. */
    public int size() {
        return types.size();
    }

    /** Whether this id is {@code void} or a type of this graph. */
    public boolean contains(BtfId id) {
        return id.value() <= types.size();
    }

    /**
     * The type with this id.
     *
     * @throws IllegalArgumentException if the id is {@code void} or not of this graph
     */
    public BtfType type(BtfId id) {
        if (id.isVoid() || !contains(id)) {
            throw new IllegalArgumentException("there is no type " + id + " among " + types.size());
        }
        return types.get(id.value() - 1);
    }

    /** The type with this id if it is one of {@code family}. */
    public <T extends BtfType> Optional<T> type(BtfId id, Class<T> family) {
        if (id.isVoid()) {
            return Optional.empty();
        }
        var type = type(id);
        return family.isInstance(type) ? Optional.of(family.cast(type)) : Optional.empty();
    }

    /** The first type of this kind and name. */
    public Optional<BtfId> find(BtfKind kind, String name) {
        var index = byName;
        if (index == null) {
            index = indexNames();
            byName = index;
        }
        return Optional.ofNullable(index.getOrDefault(kind, Map.of()).get(name));
    }

    /** The type behind typedefs, const, volatile, restrict and type tags. */
    public BtfId resolve(BtfId id) {
        BtfId current = id;
        var modifier = type(current, Modifier.class);
        while (modifier.isPresent()) {
            current = modifier.get().target();
            modifier = type(current, Modifier.class);
        }
        return current;
    }

    /** The bytes of a value of this type; empty for {@code void}, functions, forward declarations and what exceeds 63 bits. */
    public OptionalLong sizeOf(BtfId id) {
        BtfId current = resolve(id);
        OptionalLong elements = OptionalLong.of(1);
        var array = type(current, Array.class);
        while (array.isPresent()) {
            elements = product(elements, OptionalLong.of(array.get().count()));
            current = resolve(array.get().element());
            array = type(current, Array.class);
        }
        return current.isVoid()
                ? OptionalLong.empty()
                : product(elements, type(current).storage());
    }

    /** The kind, name and number of a type for messages, {@code STRUCT task_struct [17]}. */
    public String describe(BtfId id) {
        if (id.isVoid()) {
            return "void";
        }
        return describe(type(id), id.value());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BtfGraph graph && types.equals(graph.types);
    }

    @Override
    public int hashCode() {
        return types.hashCode();
    }

    @Override
    public String toString() {
        return "BtfGraph of " + types.size() + " types";
    }

    private Map<BtfKind, Map<String, BtfId>> indexNames() {
        Map<BtfKind, Map<String, BtfId>> index = new EnumMap<>(BtfKind.class);
        int id = 0;
        for (BtfType type : types) {
            id++;
            if (!type.name().isEmpty()) {
                index.computeIfAbsent(type.kind(), kind -> new HashMap<>()).putIfAbsent(type.name(), new BtfId(id));
            }
        }
        return index;
    }

    private static void checkReferences(List<BtfType> types) {
        int id = 0;
        for (BtfType type : types) {
            id++;
            checkReferences(id, type, types.size());
        }
    }

    private static void checkReferences(int id, BtfType type, int size) {
        for (BtfId reference : type.references()) {
            if (reference.value() > size) {
                throw new IllegalArgumentException(describe(type, id) + " refers to type " + reference + " of " + size);
            }
        }
    }

    private void checkChains() {
        var behind = new int[types.size() + 1];
        for (int id = 1; id <= types.size(); id++) {
            behind[id] = behind(types.get(id - 1)).value();
        }
        for (int id = 1; id <= types.size(); id++) {
            int steps = 0;
            for (int next = behind[id]; next != 0; next = behind[next]) {
                if (++steps > MAX_CHAIN) {
                    throw new IllegalArgumentException(describe(new BtfId(id)) + " starts a chain of more than "
                            + MAX_CHAIN + " modifiers and arrays");
                }
            }
        }
    }

    private static BtfId behind(BtfType type) {
        if (type instanceof Modifier modifier) {
            return modifier.target();
        }
        return type instanceof Array array ? array.element() : BtfId.VOID;
    }

    private static String describe(BtfType type, int id) {
        var name = type.name();
        var shown = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
        return type.kind() + " " + (name.isEmpty() ? "" : shown + " ") + "[" + id + "]";
    }

    private static OptionalLong product(OptionalLong a, OptionalLong b) {
        if (a.isEmpty() || b.isEmpty()) {
            return OptionalLong.empty();
        }
        long low = a.getAsLong() * b.getAsLong();
        long high = Math.multiplyHigh(a.getAsLong(), b.getAsLong());
        return high == 0 && low >= 0 ? OptionalLong.of(low) : OptionalLong.empty();
    }

    /**
     * Collects types. A type equal to one that is already there gets its id, so equal types that do not contain themselves exist
     * once. A type that contains itself needs its id first: {@link #reserve} it, then {@link #define} it.
     */
    public static final class Builder {
        private final List<@Nullable BtfType> types;
        private final Map<BtfType, BtfId> ids = new HashMap<>();

        private Builder(List<BtfType> start) {
            types = new ArrayList<>(start);
            int id = 0;
            for (BtfType type : start) {
                ids.putIfAbsent(type, new BtfId(++id));
            }
        }

        /** The id of this type, which is added unless an equal one is there. */
        public BtfId add(BtfType type) {
            var known = ids.get(type);
            if (known != null) {
                return known;
            }
            types.add(type);
            var id = new BtfId(types.size());
            ids.put(type, id);
            return id;
        }

        /** The id of a type that follows by {@link #define}. */
        public BtfId reserve() {
            types.add(null);
            return new BtfId(types.size());
        }

        /** Gives a reserved id its type, or an id that has one another type. */
        public void define(BtfId id, BtfType type) {
            var before = typeAt(id);
            if (before != null) {
                ids.remove(before, id);
            }
            types.set(id.value() - 1, type);
            ids.putIfAbsent(type, id);
        }

        /** The type with this id; empty for {@code void} and for an id whose type is still to come. */
        public Optional<BtfType> type(BtfId id) {
            return id.isVoid() ? Optional.empty() : Optional.ofNullable(typeAt(id));
        }

        /** How many types there are, reserved ones included. */
        public int size() {
            return types.size();
        }

        /**
         * The graph so far.
         *
         * @throws IllegalStateException if a reserved id has no type
         * @throws IllegalArgumentException if a reference leads nowhere or a chain of modifiers and arrays does not end
         */
        public BtfGraph build() {
            List<BtfType> complete = new ArrayList<>(types.size());
            for (var type : types) {
                if (type == null) {
                    throw new IllegalStateException(
                            "type [" + (complete.size() + 1) + "] was reserved and not defined");
                }
                complete.add(type);
            }
            return of(complete);
        }

        private @Nullable BtfType typeAt(BtfId id) {
            if (id.isVoid() || id.value() > types.size()) {
                throw new IllegalArgumentException("there is no type " + id + " among " + types.size());
            }
            return types.get(id.value() - 1);
        }
    }
}
