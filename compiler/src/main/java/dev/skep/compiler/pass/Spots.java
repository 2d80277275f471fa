package dev.skep.compiler.pass;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.NumberedMap;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where memory ops reach: which piece of memory, and how far into it. Says which of them may be about the same bytes. */
final class Spots {
    private final NumberedMap<Value, Op> definitions;
    private final Set<Root> escaped = new HashSet<>();

    /**
     * A piece of memory as far as it can be told from others.
     *
     * @param identity the number of a stack slot or the name of a global; the pointer where it is not known what that leads to
     * @param known whether it is a stack slot or a global
     */
    record Root(MemoryKind kind, Object identity, boolean known) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Root root
                            && kind == root.kind
                            && known == root.known
                            && identity.equals(root.identity));
        }

        @Override
        public int hashCode() {
            return identity.hashCode();
        }

        /** Returns whether the two may have bytes in common. */
        boolean mayOverlap(Root other) {
            if (equals(other)) return true;
            if (isAnything(kind) || isAnything(other.kind)) return true;
            return kind == other.kind && !(known && other.known);
        }

        private static boolean isAnything(MemoryKind kind) {
            return kind == MemoryKind.MEMORY
                    || kind == MemoryKind.KERNEL
                    || kind == MemoryKind.RCU
                    || kind == MemoryKind.WALKED
                    || kind == MemoryKind.KPTR
                    || kind == MemoryKind.UNTRUSTED;
        }
    }

    /** {@code size} bytes of a piece of memory. */
    record Spot(Root root, long offset, int size) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Spot spot
                            && offset == spot.offset
                            && size == spot.size
                            && root.equals(spot.root));
        }

        @Override
        public int hashCode() {
            return 31 * (31 * root.hashCode() + Long.hashCode(offset)) + size;
        }

        long end() {
            return offset + size;
        }

        boolean mayOverlap(Spot other) {
            if (!root.equals(other.root)) return root.mayOverlap(other.root);
            return offset < other.end() && other.offset < end();
        }

        /** Returns whether all bytes of {@code other} are among these. */
        boolean covers(Spot other) {
            return root.equals(other.root) && offset <= other.offset && other.end() <= end();
        }
    }

    private Spots(Function function) {
        definitions = Known.definitions(function);
        for (var block : function.blocks())
            for (var op : block.ops()) for (var given : MemoryUse.of(op).gives()) escape(given);
    }

    static Spots of(Function function) {
        return function.find(Spots.class, Spots::new);
    }

    /** What is put somewhere or becomes a number may be found there by anybody who is called later. */
    private void escape(Value value) {
        if (value.type() instanceof ValueType.Pointer)
            escaped.add(of(value, 0, 1).root());
    }

    /** Returns whether code that is called, and not handed the memory, may know it. */
    boolean isShared(Root root) {
        return !isSlot(root) || escaped.contains(root);
    }

    /** Returns whether it is a piece of the function's own frame. */
    static boolean isSlot(Root root) {
        return root.kind() == MemoryKind.STACK && root.known();
    }

    static Root root(StackSlot slot) {
        return new Root(MemoryKind.STACK, slot.id(), true);
    }

    /** Returns where the bytes are. */
    Spot of(MemoryUse.Bytes bytes) {
        return of(bytes.address(), bytes.offset(), bytes.size());
    }

    /** Returns {@code size} bytes at {@code pointer + offset}. */
    Spot of(Value pointer, int offset, int size) {
        var at = (long) offset;
        var root = pointer;
        for (var op = definitions.get(root); op != null; op = definitions.get(root)) {
            if (op instanceof Op.StackAddress address) return new Spot(root(address.slot()), at, size);
            if (op instanceof Op.GlobalAddress address)
                return new Spot(new Root(MemoryKind.MAP_VALUE, address.global(), true), at + address.offset(), size);
            if (op instanceof Op.Reinterpret made) {
                root = made.value();
                continue;
            }
            if (!(op instanceof Op.Binary sum)) break;
            var distance = constant(sum.right());
            if (distance == null || sum.operation() != BinaryOp.ADD) break;
            at += distance.value();
            root = sum.left();
        }
        return new Spot(new Root(kind(root), root, false), at, size);
    }

    private Op.@Nullable Constant constant(Value value) {
        return definitions.get(value) instanceof Op.Constant constant ? constant : null;
    }

    private static MemoryKind kind(Value root) {
        return root.type() instanceof ValueType.Pointer pointer ? pointer.kind() : MemoryKind.UNTRUSTED;
    }
}
