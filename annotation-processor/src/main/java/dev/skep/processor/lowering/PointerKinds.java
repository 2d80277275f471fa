package dev.skep.processor.lowering;

import com.sun.source.tree.Tree;
import dev.skep.ir.MemoryKind;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * What kind of memory the changing references of a class lead to. That is known only when the values they get are lowered: a guess that turns
 * out wrong is noted here, and the function is lowered again.
 */
final class PointerKinds {
    /** What may be one kind in one place and another one in the next, and is read and written alike. */
    private static final Set<MemoryKind> ALIKE =
            EnumSet.of(MemoryKind.STACK, MemoryKind.MAP_VALUE, MemoryKind.RECORD, MemoryKind.MEMORY);

    private final IdentityHashMap<Tree, MemoryKind> kinds = new IdentityHashMap<>();

    /** Ends the lowering of a function, which begins again with what is known now. */
    static final class Again extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Again() {
            super("lowered again", null, false, false);
        }
    }

    /** Returns what is known of the reference that is declared at a place. */
    Optional<MemoryKind> of(Tree place) {
        return Optional.ofNullable(kinds.get(place));
    }

    /** Notes what kind it is. */
    Again is(Tree place, MemoryKind kind) {
        kinds.put(place, kind);
        return new Again();
    }

    /** Returns whether a reference may lead to one kind here and to the other one there. */
    static boolean alike(MemoryKind one, MemoryKind other) {
        return ALIKE.contains(one) && ALIKE.contains(other);
    }
}
