package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the length of a packet once where one check follows another: {@code if (p + 14 > end) goto short; if (p + 34 > end) goto short} is the
 * second of them. What stands in between has no effect and reads nothing, so that a packet that is too short for the first goes the same way.
 * A check that an earlier one answers goes as well.
 */
public final class JoinBoundsChecks implements FunctionPass {
    @Override
    public String name() {
        return "join-bounds-checks";
    }

    @Override
    public Function run(Function function) {
        return new Run(function).joined();
    }

    /**
     * {@code pointer > end}.
     *
     * @param tooShort where packets that end before go
     * @param fits where the others go
     */
    private record Check(Value pointer, Value end, Target tooShort, Target fits) {
        static Optional<Check> of(Terminator terminator) {
            if (!(terminator instanceof Terminator.Branch branch) || !isEnd(branch.right())) return Optional.empty();
            if (branch.condition() == Condition.GT)
                return Optional.of(new Check(branch.left(), branch.right(), branch.then(), branch.otherwise()));
            if (branch.condition() == Condition.LE)
                return Optional.of(new Check(branch.left(), branch.right(), branch.otherwise(), branch.then()));
            return Optional.empty();
        }

        private static boolean isEnd(Value value) {
            return value.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.PACKET_END;
        }
    }

    /** In a block and behind it, the packet reaches as far as the offset, or ends before. */
    private record Fact(BlockLabel block, Value end, long offset, boolean fits) {}

    /** One function. */
    private static final class Run {
        private final Function function;
        private final ControlFlow flow;
        private final Dominance dominance;
        private final Spots spots;
        private final Map<BlockLabel, Block> blocks = new HashMap<>();
        private final Map<Spots.Root, List<Fact>> facts = new HashMap<>();

        Run(Function function) {
            this.function = function;
            flow = ControlFlow.of(function);
            dominance = Dominance.of(function);
            spots = Spots.of(function);
            for (var block : function.blocks()) blocks.put(block.label(), block);
        }

        Function joined() {
            var once = function.withBlocks(
                    function.blocks().stream().map(this::joined).toList());
            for (var block : once.blocks()) Check.of(block.terminator()).ifPresent(this::collect);
            return SimplifyBlocks.reached(
                    once.withBlocks(once.blocks().stream().map(this::answered).toList()));
        }

        private void collect(Check check) {
            var spot = spots.of(check.pointer(), 0, 1);
            collect(check.fits(), spot.root(), new Fact(check.fits().label(), check.end(), spot.offset(), true));
            collect(
                    check.tooShort(),
                    spot.root(),
                    new Fact(check.tooShort().label(), check.end(), spot.offset(), false));
        }

        private void collect(Target target, Spots.Root root, Fact fact) {
            if (flow.incoming(target.label()).size() == 1)
                facts.computeIfAbsent(root, r -> new ArrayList<>()).add(fact);
        }

        private Block joined(Block block) {
            var check = Check.of(block.terminator());
            if (check.isEmpty()) return block;
            var fits = check.get().fits();
            var next = blocks.get(fits.label());
            return next != null && fits.arguments().isEmpty() && isFollowed(check.get(), next)
                    ? going(block, fits)
                    : block;
        }

        private static Block going(Block block, Target target) {
            return block.withTerminator(
                    new Terminator.Jump(target, block.terminator().location()));
        }

        private Block answered(Block block) {
            return Check.of(block.terminator())
                    .flatMap(check -> answered(check, block))
                    .map(target -> going(block, target))
                    .orElse(block);
        }

        private Optional<Target> answered(Check check, Block block) {
            var spot = spots.of(check.pointer(), 0, 1);
            for (var fact : facts.getOrDefault(spot.root(), List.of())) {
                var decides = fact.fits ? fact.offset >= spot.offset() : fact.offset <= spot.offset();
                if (decides && fact.end.equals(check.end()) && dominance.dominates(fact.block, block.label()))
                    return Optional.of(fact.fits ? check.fits() : check.tooShort());
            }
            return Optional.empty();
        }

        private boolean isFollowed(Check check, Block next) {
            if (flow.incoming(next.label()).size() != 1) return false;
            if (!next.ops().stream().allMatch(op -> op.effect() == Op.Effect.NONE)) return false;
            var second = Check.of(next.terminator());
            return second.isPresent()
                    && second.get().end().equals(check.end())
                    && second.get().tooShort().equals(check.tooShort())
                    && reaches(second.get().pointer(), check.pointer());
        }

        /** Returns whether one pointer leads as far into the same memory as the other, or farther. */
        private boolean reaches(Value far, Value near) {
            var farthest = spots.of(far, 0, 1);
            var nearest = spots.of(near, 0, 1);
            return farthest.root().equals(nearest.root()) && farthest.offset() >= nearest.offset();
        }
    }
}
