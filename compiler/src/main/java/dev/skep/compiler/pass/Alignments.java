package dev.skep.compiler.pass;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Parameter;
import dev.skep.ir.StructType;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How pointers into the frame are aligned, those that a caller may have taken from its own, and those into memory of the kernel. The verifier
 * wants natural alignment there and nowhere else, so all other pointers count as aligned to anything.
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
            if (matters(parameter.value())) alignments.put(parameter.value(), declared(parameter));
        for (var block : function.blocks()) parameters.put(block.label(), block.parameters());
        do {
            changed = false;
            function.blocks().forEach(this::visit);
        } while (changed);
    }

    static Alignments of(Function function) {
        return function.find(Alignments.class, Alignments::new);
    }

    /** A function gets what it says it takes; what it does not say is left to whoever calls it. */
    private static int declared(Parameter parameter) {
        if (isStack(parameter.value())) return 1;
        var isStruct = parameter.type() instanceof BpfType.Pointer pointer && pointer.target() instanceof StructType;
        return isStruct
                ? Math.min(MOST, ((BpfType.Pointer) parameter.type()).target().alignment())
                : MOST;
    }

    /** Returns the alignment of {@code pointer + offset} in bytes, at most 8. */
    int at(Value pointer, int offset) {
        return matters(pointer) ? Math.min(of(pointer), factor(offset)) : MOST;
    }

    private int of(Value pointer) {
        return alignments.getOrDefault(pointer, MOST);
    }

    private static boolean matters(Value value) {
        return value.type() instanceof ValueType.Pointer pointer
                && (pointer.kind() == MemoryKind.STACK
                        || pointer.kind() == MemoryKind.MEMORY
                        || pointer.kind() == MemoryKind.KERNEL
                        || pointer.kind() == MemoryKind.OBJECT);
    }

    private static boolean isStack(Value value) {
        return value.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.STACK;
    }

    private void visit(Block block) {
        for (var op : block.ops())
            if (op instanceof Op.Producing producing && matters(producing.result()))
                lower(producing.result(), alignment(producing));
        for (var target : block.terminator().targets()) visit(target);
    }

    private void visit(Target target) {
        var receivers = parameters.getOrDefault(target.label(), List.of());
        for (var i = 0; i < receivers.size(); i++)
            if (matters(receivers.get(i)))
                lower(receivers.get(i), of(target.arguments().get(i)));
    }

    private void lower(Value value, int alignment) {
        if (alignment >= alignments.getOrDefault(value, MOST)) return;
        alignments.put(value, alignment);
        changed = true;
    }

    private int alignment(Op.Producing op) {
        if (op instanceof Op.StackAddress address) return address.slot().alignment();
        if (op instanceof Op.Reinterpret made) return of(made.value());
        if (op instanceof Op.Constant) return MOST;
        if (op instanceof Op.Binary sum) return Math.min(of(sum.left()), factor(sum.right()));
        return isStack(op.result()) ? 1 : MOST;
    }

    /** Returns the largest power of two, up to 8, that {@code distance} is known to be a multiple of. */
    private int factor(Value distance) {
        var constant = known.constant(distance);
        if (constant.isPresent()) return factor(constant.getAsLong());
        var scaled = known.definition(distance, Op.Binary.class);
        if (scaled == null) return 1;
        if (scaled.operation() == BinaryOp.ADD) return Math.min(factor(scaled.left()), factor(scaled.right()));
        var scale = known.constant(scaled.right());
        if (scale.isEmpty()) return 1;
        if (scaled.operation() == BinaryOp.AND) return factor(scale.getAsLong());
        if (scaled.operation() == BinaryOp.MUL) return factor(scale.getAsLong());
        return scaled.operation() == BinaryOp.SHL ? factor(1L << scale.getAsLong()) : 1;
    }

    private static int factor(long number) {
        return number == 0 ? MOST : (int) Math.min(MOST, Long.lowestOneBit(number));
    }
}
