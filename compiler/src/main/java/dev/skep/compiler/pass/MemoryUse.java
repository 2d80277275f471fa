package dev.skep.compiler.pass;

import dev.skep.asm.Width;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * What an op does with memory. Whoever drops, moves or remembers something because no op comes in between asks here, where each kind of op
 * has its answer: one that is new is not forgotten.
 *
 * @param reads the bytes it reads
 * @param writes the bytes it writes
 * @param gives the values that it puts where others may find them, in memory or as numbers
 * @param call the op itself where it calls: then it also does what the one that is called does
 */
public record MemoryUse(List<Bytes> reads, List<Bytes> writes, List<Value> gives, Optional<Op.Call> call) {
    private static final MemoryUse NONE = new MemoryUse(List.of(), List.of(), List.of(), Optional.empty());
    private static final Kinds KINDS = new Kinds();

    /** {@code size} bytes at {@code address + offset}. */
    public record Bytes(Value address, int offset, int size) {
        private static Bytes of(Value address, int offset, Width width) {
            return new Bytes(address, offset, width.bytes());
        }
    }

    /** Returns what {@code op} does with memory. */
    public static MemoryUse of(Op op) {
        return op.accept(KINDS);
    }

    /** Returns whether the op itself reads or writes memory. */
    public boolean isAccess() {
        return !reads.isEmpty() || !writes.isEmpty();
    }

    private static MemoryUse read(Bytes bytes) {
        return new MemoryUse(List.of(bytes), List.of(), List.of(), Optional.empty());
    }

    private static MemoryUse write(Bytes bytes) {
        return new MemoryUse(List.of(), List.of(bytes), List.of(), Optional.empty());
    }

    private static MemoryUse exchange(Bytes bytes, Value given) {
        return new MemoryUse(List.of(bytes), List.of(bytes), List.of(given), Optional.empty());
    }

    private static MemoryUse call(Op.Call op) {
        return new MemoryUse(List.of(), List.of(), List.of(), Optional.of(op));
    }

    /** One answer per kind. */
    private static final class Kinds implements Op.Visitor<MemoryUse> {
        @Override
        public MemoryUse load(Op.Load op) {
            return read(Bytes.of(op.address(), op.offset(), op.width()));
        }

        @Override
        public MemoryUse store(Op.Store op) {
            var bytes = Bytes.of(op.address(), op.offset(), op.width());
            return new MemoryUse(List.of(), List.of(bytes), List.of(op.value()), Optional.empty());
        }

        @Override
        public MemoryUse zero(Op.Zero op) {
            return write(new Bytes(op.address(), op.offset(), op.size()));
        }

        @Override
        public MemoryUse copy(Op.Copy op) {
            var from = new Bytes(op.from(), op.fromOffset(), op.size());
            var to = new Bytes(op.to(), op.toOffset(), op.size());
            return new MemoryUse(List.of(from), List.of(to), List.of(), Optional.empty());
        }

        @Override
        public MemoryUse atomicUpdate(Op.AtomicUpdate op) {
            return exchange(Bytes.of(op.address(), op.offset(), op.width()), op.value());
        }

        @Override
        public MemoryUse atomicFetch(Op.AtomicFetch op) {
            return exchange(Bytes.of(op.address(), op.offset(), op.width()), op.value());
        }

        @Override
        public MemoryUse compareExchange(Op.CompareExchange op) {
            return exchange(Bytes.of(op.address(), op.offset(), op.width()), op.value());
        }

        @Override
        public MemoryUse callHelper(Op.CallHelper op) {
            return call(op);
        }

        @Override
        public MemoryUse callFunction(Op.CallFunction op) {
            return call(op);
        }

        @Override
        public MemoryUse callKfunc(Op.CallKfunc op) {
            return call(op);
        }

        /** What it leaves in r0 may be an address for the next one. */
        @Override
        public MemoryUse assembly(Op.Assembly op) {
            return new MemoryUse(List.of(), List.of(), op.arguments(), Optional.of(op));
        }

        /** Who has the number of an address may make the address of it. */
        @Override
        public MemoryUse reinterpret(Op.Reinterpret op) {
            return op.result().type() instanceof ValueType.Pointer
                    ? NONE
                    : new MemoryUse(List.of(), List.of(), List.of(op.value()), Optional.empty());
        }

        @Override
        public MemoryUse constant(Op.Constant op) {
            return NONE;
        }

        @Override
        public MemoryUse stackAddress(Op.StackAddress op) {
            return NONE;
        }

        @Override
        public MemoryUse globalAddress(Op.GlobalAddress op) {
            return NONE;
        }

        @Override
        public MemoryUse coreValue(Op.CoreValue op) {
            return NONE;
        }

        @Override
        public MemoryUse mapAddress(Op.MapAddress op) {
            return NONE;
        }

        @Override
        public MemoryUse functionAddress(Op.FunctionAddress op) {
            return NONE;
        }

        @Override
        public MemoryUse binary(Op.Binary op) {
            return NONE;
        }

        @Override
        public MemoryUse negate(Op.Negate op) {
            return NONE;
        }

        @Override
        public MemoryUse extend(Op.Extend op) {
            return NONE;
        }

        @Override
        public MemoryUse truncate(Op.Truncate op) {
            return NONE;
        }

        @Override
        public MemoryUse swapBytes(Op.SwapBytes op) {
            return NONE;
        }

        @Override
        public MemoryUse castArena(Op.CastArena op) {
            return NONE;
        }

        @Override
        public MemoryUse fieldAddress(Op.FieldAddress op) {
            return NONE;
        }

        @Override
        public MemoryUse compare(Op.Compare op) {
            return NONE;
        }
    }
}
