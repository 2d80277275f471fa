package dev.skep.compiler.pass;

import dev.skep.asm.Width;
import dev.skep.ir.Block;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Clears and copies memory by loads and stores, as wide as the memory allows: naturally aligned in the frame, elsewhere as they come. */
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
        return function.withBlocks(function.blocks().stream().map(run::expanded).toList());
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

        Run(Function function) {
            fresh = new Fresh(function);
            alignments = new Alignments(function);
        }

        Block expanded(Block block) {
            List<Op> ops = new ArrayList<>();
            for (var op : block.ops()) {
                if (op instanceof Op.Zero zero) zero(zero, ops);
                else if (op instanceof Op.Copy copy) copy(copy, ops);
                else ops.add(op);
            }
            return block.withOps(ops);
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
