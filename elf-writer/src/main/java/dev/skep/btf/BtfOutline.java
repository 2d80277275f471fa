package dev.skep.btf;

import dev.skep.btf.BtfType.Composite;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some types of a graph and what lies in them. Of a struct that only a pointer leads to no more than its name is left, and of a function that
 * one leads to nothing but that it is one.
 */
public final class BtfOutline {
    private static final BtfType FUNCTION = new BtfType.FuncProto(BtfId.VOID, List.of());

    private final BtfGraph graph;
    private final Functions functions;
    private final Set<BtfId> whole = new HashSet<>();
    private final BtfGraph.Builder outline = BtfGraph.builder();
    private final Map<BtfId, BtfId> copies = new HashMap<>();

    /** What is left of functions. */
    private enum Functions {
        NAMELESS,
        WHOLE
    }

    private BtfOutline(BtfGraph graph, Functions functions) {
        this.graph = graph;
        this.functions = functions;
    }

    /**
     * Returns the outline of these types, in the order that they have here.
     *
     * @throws IllegalArgumentException if one is not of this graph
     */
    public static BtfGraph of(BtfGraph graph, Collection<BtfId> roots) {
        return new BtfOutline(graph, Functions.NAMELESS).of(roots);
    }

    /**
     * Returns the outline of these types, with what the functions take that pointers lead to.
     *
     * @throws IllegalArgumentException if one is not of this graph
     */
    public static BtfGraph withPrototypes(BtfGraph graph, Collection<BtfId> roots) {
        return new BtfOutline(graph, Functions.WHOLE).of(roots);
    }

    private BtfGraph of(Collection<BtfId> roots) {
        findWhole(roots);
        for (var root : roots) copy(root);
        return outline.build();
    }

    /** Finds the types that lie in others, by way of no pointer. */
    private void findWhole(Collection<BtfId> roots) {
        Deque<BtfId> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            var id = open.pop();
            if (id.isVoid() || !whole.add(id)) continue;
            var type = graph.type(id);
            if (type instanceof Composite struct) struct.members().forEach(member -> open.push(member.type()));
            else if (type instanceof Modifier modifier) open.push(modifier.target());
            else if (type instanceof BtfType.Array array) open.push(array.element());
        }
    }

    private BtfId copy(BtfId id) {
        if (id.isVoid()) return id;
        var done = copies.get(id);
        if (done != null) return done;
        var type = graph.type(id);
        if (type instanceof Composite struct) return copy(id, struct);
        var made = outline.add(changed(type));
        copies.put(id, made);
        return made;
    }

    /** A struct may lead back to itself. */
    private BtfId copy(BtfId id, Composite struct) {
        if (!whole.contains(id)) return name(id, struct);
        var made = outline.reserve();
        copies.put(id, made);
        var members = struct.members().stream()
                .map(m -> new Member(m.name(), copy(m.type()), m.bitOffset(), m.bitFieldSize()))
                .toList();
        outline.define(
                made,
                struct instanceof BtfType.Union
                        ? new BtfType.Union(struct.name(), struct.size(), members)
                        : new BtfType.Struct(struct.name(), struct.size(), members));
        return made;
    }

    private BtfId name(BtfId id, Composite struct) {
        var kind = struct instanceof BtfType.Union ? ForwardKind.UNION : ForwardKind.STRUCT;
        var made = struct.name().isEmpty() ? BtfId.VOID : outline.add(new BtfType.Fwd(struct.name(), kind));
        copies.put(id, made);
        return made;
    }

    private BtfType changed(BtfType type) {
        if (type instanceof BtfType.FuncProto && functions == Functions.NAMELESS) return FUNCTION;
        return type.accept(new Renumbering(this::copy));
    }
}
