package dev.skep.compiler.pass;

import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes what lies in the frame, or may lie in a caller's, piece by piece where it is not at a multiple of its size, as the fields of
 * packed structs are: the verifier wants natural alignment there.
 */
public final class SplitUnaligned implements FunctionPass {
    private final ByteOrder order;

    /** A pass for machines of this byte order. */
    public SplitUnaligned(ByteOrder order) {
        this.order = order;
    }

    @Override
    public String name() {
        return "split-unaligned";
    }

    @Override
    public Function run(Function function) {
        var run = new Run(function, order);
        return function.withBlocks(function.blocks().stream().map(run::split).toList());
    }

    /** One function. */
    private static final class Run {
        private final Fresh fresh;
        private final Alignments alignments;
        private final boolean little;
        private final List<Op> ops = new ArrayList<>();

        Run(Function function, ByteOrder order) {
            fresh = Fresh.of(function);
            alignments = Alignments.of(function);
            little = order == ByteOrder.LITTLE_ENDIAN;
        }

        Block split(Block block) {
            ops.clear();
            for (var op : block.ops()) {
                if (op instanceof Op.Load load && lies(load.address(), load.offset(), load.width())) split(load);
                else if (op instanceof Op.Store store && lies(store.address(), store.offset(), store.width()))
                    split(store);
                else ops.add(op);
            }
            return block.withOps(List.copyOf(ops));
        }

        /** Returns whether something lies where it may not. */
        private boolean lies(Value address, int offset, Width width) {
            return alignments.at(address, offset) < width.bytes();
        }

        private void split(Op.Load op) {
            var piece = Width.ofBytes(alignments.at(op.address(), op.offset()));
            var type = op.width() == Width.DW ? ValueType.I64 : ValueType.I32;
            var count = op.width().bytes() / piece.bytes();
            var isWord = op.width() == Width.DW || op.width() == Width.W;
            var whole = isWord && op.result().type().equals(type) ? op.result() : fresh.value(type);
            var all = piece(op, type, piece, 0, count);
            for (var i = 1; i < count; i++) {
                var sum = i + 1 < count ? fresh.value(type) : whole;
                ops.add(new Op.Binary(sum, BinaryOp.OR, all, piece(op, type, piece, i, count), op.location()));
                all = sum;
            }
            if (whole.equals(op.result())) return;
            if (op.width() == Width.DW) ops.add(new Op.Reinterpret(op.result(), whole, op.location()));
            else ops.add(new Op.Extend(op.result(), op.extension(), op.width().bits(), whole, op.location()));
        }

        private Value piece(Op.Load op, ValueType type, Width piece, int index, int count) {
            var loaded = fresh.value(type);
            var offset = op.offset() + index * piece.bytes();
            ops.add(new Op.Load(loaded, piece, Extension.ZERO, op.address(), offset, op.location()));
            return shifted(BinaryOp.SHL, loaded, shift(index, count, piece), op);
        }

        private void split(Op.Store op) {
            var piece = Width.ofBytes(alignments.at(op.address(), op.offset()));
            var count = op.width().bytes() / piece.bytes();
            var bits = number(op);
            for (var i = 0; i < count; i++) {
                var part = shifted(BinaryOp.LSHR, bits, shift(i, count, piece), op);
                ops.add(new Op.Store(piece, op.address(), op.offset() + i * piece.bytes(), part, op.location()));
            }
        }

        private Value number(Op.Store op) {
            if (!(op.value().type() instanceof ValueType.Pointer)) return op.value();
            var bits = fresh.value(ValueType.I64);
            ops.add(new Op.Reinterpret(bits, op.value(), op.location()));
            return bits;
        }

        private int shift(int index, int count, Width piece) {
            return piece.bits() * (little ? index : count - 1 - index);
        }

        private Value shifted(BinaryOp direction, Value value, int bits, Op cause) {
            if (bits == 0) return value;
            var count = fresh.value(value.type());
            ops.add(new Op.Constant(count, bits, cause.location()));
            var result = fresh.value(value.type());
            ops.add(new Op.Binary(result, direction, value, count, cause.location()));
            return result;
        }
    }
}
