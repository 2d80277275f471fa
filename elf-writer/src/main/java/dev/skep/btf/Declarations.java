package dev.skep.btf;

import dev.skep.btf.BtfType.Enum;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Fwd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Declarations and the definitions of their names, as long as the definitions of a name are in one class. Types count from 0. */
final class Declarations {
    private final Map<Tag, Name> names = new HashMap<>();
    private final @Nullable Name[] declared;
    private final @Nullable Name[] defined;

    Declarations(BtfGraph graph, Classes initial) {
        declared = new Name[graph.size()];
        defined = new Name[graph.size()];
        for (int type = 0; type < graph.size(); type++) {
            var of = graph.types().get(type);
            var tag = Tag.of(of);
            if (tag.isPresent()) {
                var name = names.computeIfAbsent(tag.get(), unknown -> new Name());
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
                || type instanceof Enum values && values.values().isEmpty();
    }

    /** What a declaration and its definitions have in common. */
    private record Tag(BtfKind kind, String name) {
        static Optional<Tag> of(BtfType type) {
            if (type.name().isEmpty()) {
                return Optional.empty();
            }
            return switch (type.kind()) {
                case STRUCT, UNION -> Optional.of(new Tag(type.kind(), type.name()));
                case ENUM, ENUM64 -> Optional.of(new Tag(BtfKind.ENUM, type.name()));
                case FWD ->
                    Optional.of(new Tag(
                            ((Fwd) type).of() == ForwardKind.STRUCT ? BtfKind.STRUCT : BtfKind.UNION, type.name()));
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
