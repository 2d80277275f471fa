package dev.skep.compiler.pass;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How pointers into the frame are aligned. The verifier wants natural alignment there and nowhere else, so all other pointers count as
 * aligned to anything.
 */
final class Alignments {
    private static final int MOST = 8;

    private final Known known;
    private final Map<Value, Integer> alignments = new HashMap<>();
    private final Map<BlockLabel, List<Value>> parameters = new HashMap<>();
    private boolean changed;

    /** Starts from the best that can be, and lowers what turns out worse until nothing does. */
    private Alignments(Function function) {
        known = new Known(function);
        for (var parameter : function.parameters())
            if (isStack(parameter.value())) alignments.put(parameter.value(), 1);
        for (var block : function.blocks()) parameters.put(block.label(), block.parameters());
        do {
            changed = false;
            function.blocks().forEach(this::visit);
        } while (changed);
    }

    static Alignments of(Function function) {
        return function.find(Alignments.class, Alignments::new);
    }

    /** Returns the alignment of {@code pointer + offset} in bytes, at most 8. */
    int at(Value pointer, int offset) {
        return isStack(pointer) ? Math.min(of(pointer), factor(offset)) : MOST;
    }

    private int of(Value pointer) {
        return alignments.getOrDefault(pointer, MOST);
    }

    private static boolean isStack(Value value) {
        return value.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.STACK;
    }

    private void visit(Block block) {
        for (var op : block.ops())
            if (op instanceof Op.Producing producing && isStack(producing.result()))
                lower(producing.result(), alignment(producing));
        for (var target : block.terminator().targets()) visit(target);
    }

    private void visit(Target target) {
        var receivers = parameters.getOrDefault(target.label(), List.of());
        for (var i = 0; i < receivers.size(); i++)
            if (isStack(receivers.get(i)))
                lower(receivers.get(i), of(target.arguments().get(i)));
    }

    private void lower(Value value, int alignment) {
        if (alignment >= alignments.getOrDefault(value, MOST)) return;
        alignments.put(value, alignment);
        changed = true;
    }

    private int alignment(Op.Producing op) {
        if (op instanceof Op.StackAddress address) return address.slot().alignment();
        if (op instanceof Op.Reinterpret made && isStack(made.value())) return of(made.value());
        if (op instanceof Op.Constant) return MOST;
        return op instanceof Op.Binary sum ? Math.min(of(sum.left()), factor(sum.right())) : 1;
    }

    /** Returns the largest power of two, up to 8, that {@code distance} is known to be a multiple of. */
    private int factor(Value distance) {
        var constant = known.constant(distance);
        if (constant.isPresent()) return factor(constant.getAsLong());
        var scaled = known.definition(distance, Op.Binary.class);
        var scale = scaled == null ? OptionalLong.empty() : known.constant(scaled.right());
        if (scaled == null || scale.isEmpty()) return 1;
        if (scaled.operation() == BinaryOp.MUL) return factor(scale.getAsLong());
        return scaled.operation() == BinaryOp.SHL ? factor(1L << scale.getAsLong()) : 1;
    }

    private static int factor(long number) {
        return number == 0 ? MOST : (int) Math.min(MOST, Long.lowestOneBit(number));
    }
}
