package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes before a loop what is the same in each round: ops without effects, and reads of memory that the loop does not change. What the
 * head of a loop does is done whenever the loop is entered, so that doing it before passes no check of a pointer or an index; of the other
 * blocks only numbers are taken that lead to no address, for those may have to be computed behind a comparison in the loop.
 *
 * <p>A value that is kept needs a register for the whole loop, and is computed there where none would be left.
 */
public final class HoistInvariants implements FunctionPass {
    /** More changes than that are not made. */
    private static final int MOST_LOOPS = 32;

    @Override
    public String name() {
        return "hoist-invariants";
    }

    @Override
    public Function run(Function function) {
        var current = function;
        var tries = new PressureTries();
        Map<BlockLabel, List<Op>> failed = new HashMap<>();
        for (var i = 0; i < MOST_LOOPS; i++) {
            var next = hoisted(current, tries, failed);
            if (next == null) return current;
            current = next;
        }
        return current;
    }

    /** Returns the function with ops moved out of one loop; null where there is none to move. */
    private static @Nullable Function hoisted(
            Function function, PressureTries tries, Map<BlockLabel, List<Op>> failed) {
        var flow = ControlFlow.of(function);
        if (!NaturalLoop.hasLoops(flow)) return null;
        var dominance = Dominance.of(function);
        for (var loop : NaturalLoop.of(flow, dominance)) {
            if (loop.entries().size() != 1) continue;
            if (tries.areOver()) return null;
            var head = loop.head().label();
            var movable = new Run(function, loop, dominance).moved();
            if (movable.isEmpty() || movable.equals(failed.get(head))) continue;
            var changed = most(function, loop, movable, tries);
            if (changed != null) return changed;
            failed.put(head, movable);
        }
        return null;
    }

    /** Moves as many as there are registers for; the more are moved, the more are wanted. */
    private static @Nullable Function most(Function function, NaturalLoop loop, List<Op> movable, PressureTries tries) {
        @Nullable Function best = null;
        for (int least = 1, greatest = movable.size(); least <= greatest; ) {
            var count = best == null && least == 1 && greatest == movable.size() ? greatest : (least + greatest) / 2;
            var moved = withLeaves(movable.subList(0, count), loop);
            var changed = without(loop.withOpsBefore(function, moved, Fresh.of(function)), loop, moved);
            if (tries.fits(changed, loop.head().label())) {
                best = changed;
                least = count + 1;
            } else {
                greatest = count - 1;
            }
        }
        return best;
    }

    /** What is made anywhere goes along where something that moves reads it. */
    private static List<Op> withLeaves(List<Op> moved, NaturalLoop loop) {
        Set<Value> read = new HashSet<>();
        for (var op : moved) read.addAll(op.operands());
        List<Op> all = new ArrayList<>();
        for (var block : loop.blocks().values())
            for (var op : block.ops()) if (op instanceof Op.Leaf leaf && read.contains(leaf.result())) all.add(leaf);
        all.addAll(moved);
        return all;
    }

    private static Function without(Function function, NaturalLoop loop, List<Op> moved) {
        Set<Op> gone = new HashSet<>(moved);
        return function.withBlocks(function.blocks().stream()
                .map(block -> loop.contains(block.label())
                        ? block.withOps(block.ops().stream()
                                .filter(op -> !gone.contains(op))
                                .toList())
                        : block)
                .toList());
    }

    /** One loop. */
    private static final class Run {
        private final NaturalLoop loop;
        private final Dominance dominance;
        private final Known known;
        private final AddressScalars addresses;
        private final Spots spots;
        private final Set<Value> changing;

        Run(Function function, NaturalLoop loop, Dominance dominance) {
            this.loop = loop;
            this.dominance = dominance;
            known = new Known(function);
            addresses = AddressScalars.of(function);
            spots = Spots.of(function);
            changing = loop.defined();
        }

        /** Returns the ops that can go, each behind those that it reads. */
        List<Op> moved() {
            List<Op> moved = new ArrayList<>();
            for (var block : loop.blocks().values()) {
                if (!isInEachRound(block.label())) continue;
                for (var op : block.ops()) {
                    if (op instanceof Op.Leaf leaf) {
                        changing.remove(leaf.result());
                    } else if (op instanceof Op.Producing producing && canMove(producing, block)) {
                        changing.remove(producing.result());
                        moved.add(producing);
                    }
                }
            }
            return moved;
        }

        private boolean isInEachRound(BlockLabel label) {
            return loop.backs().stream()
                    .allMatch(back -> dominance.dominates(label, back.from().label()));
        }

        private boolean canMove(Op.Producing op, Block block) {
            if (op.operands().stream().anyMatch(changing::contains) || isFolded(op)) return false;
            var isHead = block.label().equals(loop.head().label());
            if (op instanceof Op.Load load) return isHead && isUnchanged(load);
            if (op.effect() != Op.Effect.NONE) return false;
            var result = op.result();
            return isHead
                    || op instanceof Op.CastArena
                    || (!(result.type() instanceof ValueType.Pointer) && !addresses.contains(result));
        }

        /** Returns whether others compute it as they go: sums of pointers and constants, comparisons, other views of the same bits. */
        private boolean isFolded(Op.Producing op) {
            if (op instanceof Op.Binary sum && sum.left().type() instanceof ValueType.Pointer)
                return known.constant(sum.right()).isPresent();
            return op instanceof Op.Compare
                    || op instanceof Op.Reinterpret
                    || op instanceof Op.Truncate
                    || op instanceof Op.FieldAddress;
        }

        private boolean isUnchanged(Op.Load load) {
            var spot = spots.of(load.address(), load.offset(), load.width().bytes());
            var facts = MemoryFacts.none(spots);
            facts.put(spot, new MemoryFacts.Fact(load.result(), Optional.empty()));
            for (var block : loop.blocks().values())
                for (var op : block.ops()) {
                    if (op instanceof Op.Call) return false;
                    facts.forgetChanged(op);
                }
            return facts.at(spot).isPresent();
        }
    }
}
