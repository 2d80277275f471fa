package dev.skep.compiler.pass;

import dev.skep.asm.AtomicOp;
import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clears and copies memory by loads and stores, as wide as the memory allows: naturally aligned in the frame, elsewhere as they come. The
 * frame belongs to one thread, so what is atomic there is done in steps: verifiers up to Linux 6.18 at least lose track of what an atomic
 * op reads back from the frame, and drop code that runs.
 */
public final class ExpandMemory implements FunctionPass {
    /** The most bytes that one op may clear or copy. */
    public static final int MOST_BYTES = 512;

    @Override
    public String name() {
        return "expand-memory";
    }

    @Override
    public Function run(Function function) {
        var run = new Run(function);
        function.blocks().forEach(run::expand);
        return function.withBlocks(run.blocks);
    }

    /** Returns how many stores clearing memory takes. */
    static int stores(Op.Zero op, Alignments alignments) {
        var count = 0;
        for (var done = 0; done < op.size(); count++)
            done += Run.widest(op.size() - done, alignments.at(op.address(), op.offset() + done))
                    .bytes();
        return count;
    }

    /** One function. */
    private static final class Run {
        private final Fresh fresh;
        private final Alignments alignments;
        private final List<Block> blocks = new ArrayList<>();

        Run(Function function) {
            fresh = Fresh.of(function);
            alignments = Alignments.of(function);
        }

        private void expand(Block block) {
            var open = block.withOps(List.of());
            List<Op> ops = new ArrayList<>();
            for (var op : block.ops()) {
                if (op instanceof Op.CompareExchange exchange && isFrame(exchange.address())) {
                    open = exchange(exchange, open, ops);
                    ops = new ArrayList<>();
                } else if (op instanceof Op.Zero zero) zero(zero, ops);
                else if (op instanceof Op.Copy copy) copy(copy, ops);
                else if (op instanceof Op.AtomicFetch atomic && isFrame(atomic.address())) fetch(atomic, ops);
                else if (op instanceof Op.AtomicUpdate atomic && isFrame(atomic.address())) update(atomic, ops);
                else ops.add(op);
            }
            blocks.add(open.withOps(ops));
        }

        /** {@code old = *address; if (old == expected) *address = value}; returns the block behind it, which ends as {@code open} did. */
        private Block exchange(Op.CompareExchange op, Block open, List<Op> ops) {
            var line = op.location();
            ops.add(new Op.Load(op.result(), op.width(), Extension.ZERO, op.address(), op.offset(), line));
            var equal = fresh.block("equal");
            var behind = fresh.block("behind");
            var onward = new Target(behind, List.of());
            blocks.add(open.withOps(ops)
                    .withTerminator(new Terminator.Branch(
                            Condition.EQ, op.result(), op.expected(), new Target(equal, List.of()), onward, line)));
            var store = new Op.Store(op.width(), op.address(), op.offset(), op.value(), line);
            blocks.add(new Block(equal, List.of(), List.of(store), new Terminator.Jump(onward, line)));
            return new Block(behind, List.of(), List.of(), open.terminator());
        }

        private static boolean isFrame(Value address) {
            return address.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.STACK;
        }

        private void fetch(Op.AtomicFetch op, List<Op> ops) {
            var old = new Op.Load(op.result(), op.width(), Extension.ZERO, op.address(), op.offset(), op.location());
            change(old, op.operation(), op.value(), ops);
        }

        private void update(Op.AtomicUpdate op, List<Op> ops) {
            var result = fresh.value(op.value().type());
            var old = new Op.Load(result, op.width(), Extension.ZERO, op.address(), op.offset(), op.location());
            change(old, op.operation(), op.value(), ops);
        }

        private void change(Op.Load old, AtomicOp operation, Value by, List<Op> ops) {
            ops.add(old);
            var value = by;
            var combined = combination(operation);
            if (combined.isPresent()) {
                value = fresh.value(by.type());
                ops.add(new Op.Binary(value, combined.get(), old.result(), by, old.location()));
            }
            ops.add(new Op.Store(old.width(), old.address(), old.offset(), value, old.location()));
        }

        /** Returns how the old value and the new one are combined; empty where the new one takes the place. */
        private static Optional<BinaryOp> combination(AtomicOp operation) {
            return switch (operation) {
                case ADD, FETCH_ADD -> Optional.of(BinaryOp.ADD);
                case OR, FETCH_OR -> Optional.of(BinaryOp.OR);
                case AND, FETCH_AND -> Optional.of(BinaryOp.AND);
                case XOR, FETCH_XOR -> Optional.of(BinaryOp.XOR);
                case XCHG -> Optional.empty();
                case CMPXCHG -> throw new IllegalStateException("no op combines values by " + operation);
            };
        }

        private void zero(Op.Zero op, List<Op> ops) {
            Width width;
            for (var done = 0; done < op.size(); done += width.bytes()) {
                var at = op.offset() + done;
                width = widest(op.size() - done, alignments.at(op.address(), at));
                var nothing = new Op.Constant(fresh.value(register(width)), 0, op.location());
                ops.add(nothing);
                ops.add(new Op.Store(width, op.address(), at, nothing.result(), op.location()));
            }
        }

        private void copy(Op.Copy op, List<Op> ops) {
            Width width;
            for (var done = 0; done < op.size(); done += width.bytes()) {
                var from = op.fromOffset() + done;
                var to = op.toOffset() + done;
                var alignment = Math.min(alignments.at(op.from(), from), alignments.at(op.to(), to));
                width = widest(op.size() - done, alignment);
                var moved = fresh.value(register(width));
                ops.add(new Op.Load(moved, width, Extension.ZERO, op.from(), from, op.location()));
                ops.add(new Op.Store(width, op.to(), to, moved, op.location()));
            }
        }

        private static Width widest(int bytes, int alignment) {
            return Width.ofBytes(Math.min(Integer.highestOneBit(bytes), Math.min(alignment, Width.DW.bytes())));
        }

        private static ValueType register(Width width) {
            return width == Width.DW ? ValueType.I64 : ValueType.I32;
        }
    }
}
