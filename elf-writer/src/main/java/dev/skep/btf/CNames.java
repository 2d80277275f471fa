package dev.skep.btf;

import java.util.HashMap;
import java.util.Map;

/**
 * Names in C for types that share theirs: the second of a name is {@code name___2}. Tags of structs, unions and enumerations are one
 * space of names, typedefs and enumerators another.
 */
final class CNames {
    private final BtfGraph graph;
    private final Map<String, Integer> tags = new HashMap<>();
    private final Map<String, Integer> identifiers = new HashMap<>();
    private final Map<BtfId, String> known = new HashMap<>();

    CNames(BtfGraph graph) {
        this.graph = graph;
    }

    /** The name of a struct, union or enumeration; a declaration, which may stand beside its definition, has the name it has. */
    String tag(BtfId id) {
        var type = graph.type(id);
        return Declarations.isDeclaration(type) ? type.name() : name(id, tags);
    }

    /** The name of a typedef. */
    String identifier(BtfId id) {
        return name(id, identifiers);
    }

    /** The name of an enumerator, which is a new one each time. */
    String enumerator(String name) {
        return next(name, identifiers);
    }

    private String name(BtfId id, Map<String, Integer> space) {
        var name = graph.type(id).name();
        return name.isEmpty() ? "" : known.computeIfAbsent(id, unknown -> next(name, space));
    }

    private static String next(String name, Map<String, Integer> space) {
        int uses = space.merge(name, 1, Integer::sum);
        return uses == 1 ? name : name + "___" + uses;
    }
}
