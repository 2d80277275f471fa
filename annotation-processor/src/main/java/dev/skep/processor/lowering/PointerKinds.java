package dev.skep.processor.lowering;

import com.sun.source.tree.Tree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
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

    /** What is read like the objects that fields of others lead to, once it has been compared with null. */
    private static final Set<MemoryKind> COMPARED = EnumSet.of(MemoryKind.KERNEL, MemoryKind.RCU, MemoryKind.KPTR);

    private final IdentityHashMap<Tree, MemoryKind> kinds = new IdentityHashMap<>();
    private final IdentityHashMap<Tree, Integer> bytes = new IdentityHashMap<>();
    private final Set<Tree> constant = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Tree> wandering = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Field, Held> held = new HashMap<>();
    private final Set<Field> read = new HashSet<>();

    /**
     * A pointer in the frame.
     *
     * @param frame which piece of the frame of the function it lies in
     */
    record Field(String function, int frame, int offset) {}

    /** What all pointers that are put somewhere have in common: what memory they lead to, how many bytes are there, and whether some are constant. */
    record Held(MemoryKind kind, int bytes, boolean isConstant) {
        /** Returns what this one and another have in common; empty for nothing. */
        Optional<Held> and(Held other) {
            var both = kind == other.kind ? kind : alike(kind, other.kind) ? MemoryKind.MEMORY : null;
            return Optional.ofNullable(both)
                    .map(k -> new Held(k, Math.min(bytes, other.bytes), isConstant || other.isConstant));
        }
    }

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

    /** Returns whether the reference that is declared at a place leads to what nobody may write to, at least sometimes. */
    boolean isConstant(Tree place) {
        return constant.contains(place);
    }

    /** Notes that it does. */
    Again isSometimesConstant(Tree place) {
        constant.add(place);
        return new Again();
    }

    /** Returns whether the pointer that is declared at a place leads into more than one object. */
    boolean wanders(Tree place) {
        return wandering.contains(place);
    }

    /** Notes that it does. */
    Again isWandering(Tree place) {
        wandering.add(place);
        return new Again();
    }

    /** Returns how many bytes are known to be where the pointer that is declared at a place starts. */
    int bytes(Tree place) {
        return bytes.getOrDefault(place, Operand.Address.ENDLESS);
    }

    /** Notes that there are no more. */
    Again areWithin(Tree place, int most) {
        bytes.put(place, most);
        return new Again();
    }

    /** Returns what the pointers in a field have in common, as far as that is known. */
    Optional<Held> read(Field field) {
        read.add(field);
        return Optional.ofNullable(held.get(field));
    }

    /** Notes that a pointer is put into a field; returns false when it has nothing in common with those that are put there, too. */
    boolean puts(Field field, Held pointer) {
        var before = held.get(field);
        var now = before == null ? Optional.of(pointer) : before.and(pointer);
        now.ifPresent(common -> held.put(field, common));
        if (now.isPresent() && !now.get().equals(before) && read.contains(field)) throw new Again();
        return now.isPresent();
    }

    /** Returns whether a reference may lead to one kind here and to the other one there. */
    static boolean alike(MemoryKind one, MemoryKind other) {
        return ALIKE.contains(one) && ALIKE.contains(other);
    }

    /** Returns what a reference leads to that leads to one kind here and to the other one there; empty for nothing that both are. */
    static Optional<MemoryKind> common(MemoryKind one, ValueType.Pointer other) {
        if (alike(one, other.kind())) return Optional.of(MemoryKind.MEMORY);
        var isRead = one == MemoryKind.WALKED || COMPARED.contains(one);
        var isAlsoRead = other.kind() == MemoryKind.WALKED
                || (COMPARED.contains(other.kind()) && other.nullness() == ValueType.Nullness.NON_NULL);
        return isRead && isAlsoRead ? Optional.of(MemoryKind.WALKED) : Optional.empty();
    }
}
