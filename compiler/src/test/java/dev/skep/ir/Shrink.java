package dev.skep.ir;

import dev.skep.ir.check.IrChecker;
import dev.skep.ir.graph.ControlFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Makes a unit small that shows a fault: takes away ops, turns numbers into constants and forks into jumps, as long as it is sound, can be
 * run on the JVM, and shows a fault still.
 */
public final class Shrink {
    /** An attempt may take the verifier seconds: what is small by then is small enough. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Predicate<Unit> faulty;
    private final long end = System.nanoTime() + PATIENCE.toNanos();
    private Unit unit;

    private Shrink(Unit unit, Predicate<Unit> faulty) {
        this.unit = unit;
        this.faulty = faulty;
    }

    /** Returns a smaller unit for which {@code faulty} holds, as it does for the given one. */
    public static Unit of(Unit unit, Predicate<Unit> faulty) {
        var shrink = new Shrink(unit, faulty);
        while (shrink.pass()) {
            // until nothing can be taken away, or time is over
        }
        return shrink.unit;
    }

    /** Tries everything once; returns whether something became smaller. */
    private boolean pass() {
        var smaller = false;
        for (var f = 0; f < unit.functions().size(); f++) {
            for (var b = 0; b < unit.functions().get(f).blocks().size(); b++) smaller |= ends(f, b);
            for (var b = 0; b < unit.functions().get(f).blocks().size(); b++) smaller |= ops(f, b);
        }
        return smaller;
    }

    private boolean ends(int function, int block) {
        var end = unit.functions().get(function).blocks().get(block).terminator();
        if (end.targets().size() < 2) return false;
        for (var target : end.targets())
            if (attempt(function, block, b -> b.withTerminator(new Terminator.Jump(target, end.location()))))
                return true;
        return false;
    }

    private boolean ops(int function, int block) {
        var smaller = false;
        for (var i = unit.functions().get(function).blocks().get(block).ops().size() - 1; i >= 0; i--) {
            var index = i;
            var op = unit.functions().get(function).blocks().get(block).ops().get(i);
            if (attempt(function, block, b -> b.withOps(without(b.ops(), index)))) {
                smaller = true;
            } else if (op instanceof Op.Producing producing
                    && producing.result().type() instanceof ValueType.Int
                    && !(op instanceof Op.Constant)) {
                var zero = new Op.Constant(producing.result(), 0, op.location());
                smaller |= attempt(function, block, b -> b.withOps(with(b.ops(), index, zero)));
            }
        }
        return smaller;
    }

    private static List<Op> without(List<Op> ops, int index) {
        var fewer = new ArrayList<>(ops);
        fewer.remove(index);
        return fewer;
    }

    private static List<Op> with(List<Op> ops, int index, Op op) {
        var changed = new ArrayList<>(ops);
        changed.set(index, op);
        return changed;
    }

    private boolean attempt(int function, int block, UnaryOperator<Block> change) {
        if (System.nanoTime() - end > 0) return false;
        var functions = new ArrayList<>(unit.functions());
        var blocks = new ArrayList<>(functions.get(function).blocks());
        blocks.set(block, change.apply(blocks.get(block)));
        functions.set(function, reached(functions.get(function).withBlocks(blocks)));
        var changed = unit.withFunctions(functions);
        if (!IrChecker.problems(changed).isEmpty() || !isFaulty(changed)) return false;
        unit = changed;
        return true;
    }

    private static Function reached(Function function) {
        var flow = ControlFlow.of(function);
        return function.withBlocks(function.blocks().stream()
                .filter(block -> flow.reaches(block.label()))
                .toList());
    }

    /** What the JVM cannot run is not the fault that is sought. */
    private boolean isFaulty(Unit changed) {
        try {
            return faulty.test(changed);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
