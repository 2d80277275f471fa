package dev.skep.btf;

import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Fwd;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Declarations and the definitions of their names, as long as the definitions of a name are in one class. Types count from 0. */
final class Declarations {
    private final @Nullable Name[] declared;
    private final @Nullable Name[] defined;

    /** The declarations and definitions among the types that count. */
    Declarations(BtfGraph graph, Classes initial, BitSet counting) {
        declared = new Name[graph.size()];
        defined = new Name[graph.size()];
        Map<BtfKind, Map<String, Name>> names = new EnumMap<>(BtfKind.class);
        for (int type = counting.nextSetBit(0); type >= 0; type = counting.nextSetBit(type + 1)) {
            var of = graph.types().get(type);
            var space = space(of);
            if (space.isPresent()) {
                var name = names.computeIfAbsent(space.get(), kind -> new HashMap<>())
                        .computeIfAbsent(of.name(), unknown -> new Name());
                if (isDeclaration(of)) {
                    declared[type] = name;
                    name.declarations.add(type);
                } else {
                    defined[type] = name;
                    name.define(type, initial.of(type));
                }
            }
        }
    }

    /** The definition that a declaration stands for; any other type is its own. */
    int definition(int type) {
        var name = declared[type];
        return name == null || name.classes != 1 ? type : name.definition;
    }

    /** Takes note that the class of this type was divided; the declarations that have no one definition any more. */
    List<Integer> divided(int type) {
        var name = defined[type];
        if (name == null || name.classes++ != 1) {
            return List.of();
        }
        return name.declarations;
    }

    /** Whether a type only says that there is one of its name. */
    static boolean isDeclaration(BtfType type) {
        return type instanceof Fwd
                || (type instanceof BtfType.Enum values && values.values().isEmpty());
    }

    /** The kind that a declaration and its definitions have in common, if a type is one of these. */
    private static Optional<BtfKind> space(BtfType type) {
        if (type.name().isEmpty()) {
            return Optional.empty();
        }
        return switch (type.kind()) {
            case STRUCT, UNION -> Optional.of(type.kind());
            case ENUM, ENUM64 -> Optional.of(BtfKind.ENUM);
            case FWD -> Optional.of(((Fwd) type).of() == ForwardKind.STRUCT ? BtfKind.STRUCT : BtfKind.UNION);
            case INT,
                    PTR,
                    ARRAY,
                    TYPEDEF,
                    VOLATILE,
                    CONST,
                    RESTRICT,
                    FUNC,
                    FUNC_PROTO,
                    VAR,
                    DATASEC,
                    FLOAT,
                    DECL_TAG,
                    TYPE_TAG -> Optional.empty();
        };
    }

    /** What is known of a name: one of its definitions, and how many classes they are in. */
    private static final class Name {
        private final List<Integer> declarations = new ArrayList<>();
        private final Set<Integer> initialClasses = new HashSet<>();
        private int definition;
        private int classes;

        void define(int type, int initialClass) {
            definition = type;
            if (initialClasses.add(initialClass)) {
                classes++;
            }
        }
    }
}
