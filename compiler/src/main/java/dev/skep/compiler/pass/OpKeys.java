package dev.skep.compiler.pass;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What makes two ops compute the same, result and place aside; nothing for ops that must stay apart. */
final class OpKeys implements Op.Visitor<Optional<OpKeys.Key>> {
    /** Everything that counts. */
    static final class Key {
        private final String word;
        private final ValueType type;
        private final Object[] parts;
        private final int hash;

        private Key(String word, ValueType type, Object[] parts) {
            this.word = word;
            this.type = type;
            this.parts = parts;
            hash = 31 * word.hashCode() + Arrays.hashCode(parts);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && hash == key.hash
                    && word.equals(key.word)
                    && type.equals(key.type)
                    && Arrays.equals(parts, key.parts);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** What is no pointer to the verifier, or one that it knows nothing about. */
    private static final Set<MemoryKind> UNBOUNDED = EnumSet.of(MemoryKind.ARENA, MemoryKind.ARENA_CAST);

    private static Optional<Key> key(String word, Op.Producing op, Object... parts) {
        return Optional.of(new Key(word, op.result().type(), parts));
    }

    @Override
    public Optional<Key> constant(Op.Constant op) {
        return key("constant", op, op.value());
    }

    @Override
    public Optional<Key> stackAddress(Op.StackAddress op) {
        return key("slot", op, op.slot());
    }

    @Override
    public Optional<Key> globalAddress(Op.GlobalAddress op) {
        return key("global", op, op.global(), op.offset());
    }

    @Override
    public Optional<Key> coreValue(Op.CoreValue op) {
        return key("core", op, op.kind(), op.type(), op.access());
    }

    @Override
    public Optional<Key> mapAddress(Op.MapAddress op) {
        return key("map", op, op.map());
    }

    @Override
    public Optional<Key> functionAddress(Op.FunctionAddress op) {
        return key("function", op, op.function());
    }

    /** To the verifier, a pointer moved by a variable is a new one each time, with bounds of its own. */
    @Override
    public Optional<Key> binary(Op.Binary op) {
        if (op.left().type() instanceof ValueType.Pointer pointer && !UNBOUNDED.contains(pointer.kind()))
            return Optional.empty();
        return commutes(op.operation()) && before(op.right(), op.left())
                ? key("binary", op, op.operation(), op.right(), op.left())
                : key("binary", op, op.operation(), op.left(), op.right());
    }

    private static boolean before(Value one, Value other) {
        return one.id() < other.id();
    }

    private static boolean commutes(BinaryOp operation) {
        return switch (operation) {
            case ADD, MUL, AND, OR, XOR -> true;
            case SUB, UDIV, SDIV, UREM, SREM, SHL, LSHR, ASHR -> false;
        };
    }

    @Override
    public Optional<Key> negate(Op.Negate op) {
        return key("negate", op, op.value());
    }

    @Override
    public Optional<Key> extend(Op.Extend op) {
        return key("extend", op, op.extension(), op.from(), op.value());
    }

    @Override
    public Optional<Key> truncate(Op.Truncate op) {
        return key("truncate", op, op.value());
    }

    @Override
    public Optional<Key> swapBytes(Op.SwapBytes op) {
        return key("swap", op, op.order(), op.width(), op.value());
    }

    @Override
    public Optional<Key> reinterpret(Op.Reinterpret op) {
        return key("reinterpret", op, op.value());
    }

    @Override
    public Optional<Key> castArena(Op.CastArena op) {
        return key("cast", op, op.value());
    }

    @Override
    public Optional<Key> fieldAddress(Op.FieldAddress op) {
        return key("field", op, op.base(), op.struct(), op.access());
    }

    @Override
    public Optional<Key> compare(Op.Compare op) {
        return key("compare", op, op.condition(), op.left(), op.right());
    }

    @Override
    public Optional<Key> load(Op.Load op) {
        return Optional.empty();
    }

    @Override
    public Optional<Key> store(Op.Store op) {
        return Optional.empty();
    }

    @Override
    public Optional<Key> zero(Op.Zero op) {
        return Optional.empty();
    }

    @Override
    public Optional<Key> copy(Op.Copy op) {
        return Optional.empty();
    }

    @Override
    public Optional<Key> atomicUpdate(Op.AtomicUpdate op) {
        return Optional.empty();
    }

    @Override
    public Optional<Key> atomicFetch(Op.AtomicFetch op) {
        return Optional.empty();
    }

    @Override
    public Optional<Key> compareExchange(Op.CompareExchange op) {
        return Optional.empty();
    }

    @Override
    public Optional<Key> callHelper(Op.CallHelper op) {
        return Optional.empty();
    }

    @Override
    public Optional<Key> callFunction(Op.CallFunction op) {
        return Optional.empty();
    }

    @Override
    public Optional<Key> callKfunc(Op.CallKfunc op) {
        return Optional.empty();
    }

    @Override
    public Optional<Key> assembly(Op.Assembly op) {
        return Optional.empty();
    }
}
