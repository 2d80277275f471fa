package dev.skep.compiler.machine.layout;

import dev.skep.asm.Comparison;
import dev.skep.asm.Register;
import dev.skep.compiler.machine.allocation.AllocatedStep;
import dev.skep.compiler.machine.allocation.Location;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses between two constants with one branch: what one arm puts into a register is put there before the branch, which then leads past the
 * other arm. {@code if c goto a; r = 1; goto b; a: r = 0; b:} is {@code r = 1; if !c goto b; r = 0; b:}.
 */
final class ChooseEarly {
    static final String NAME = "choose-early";

    private final Map<BlockLabel, Fork> forks;
    private final Map<BlockLabel, Integer> sources = new HashMap<>();

    private ChooseEarly(Map<BlockLabel, Fork> forks) {
        this.forks = new LinkedHashMap<>(forks);
        for (var fork : forks.values()) for (var to : fork.ways()) sources.merge(to, 1, Integer::sum);
    }

    /** Returns the blocks, in their order, with choices made early. */
    static Map<BlockLabel, Fork> chosen(Map<BlockLabel, Fork> forks) {
        var run = new ChooseEarly(forks);
        forks.keySet().forEach(run::choose);
        return run.forks;
    }

    private void choose(BlockLabel label) {
        var fork = forks.get(label);
        if (fork == null || fork.comparison() == null) return;
        var early = arm(fork.ways().get(0));
        var late = arm(fork.ways().get(1));
        if (early.isEmpty() || late.isEmpty() || !early.get().meets(late.get())) return;
        if (isRead(fork.comparison(), early.get().register)) return;
        var steps = new ArrayList<>(fork.steps());
        steps.add(early.get().step);
        forks.put(
                label,
                new Fork(
                        label,
                        steps,
                        fork.comparison(),
                        List.of(early.get().behind, fork.ways().get(1)),
                        fork.line()));
        forks.remove(fork.ways().get(0));
    }

    /** A block that only this way leads to, and that only puts a constant into a register. */
    private record Arm(AllocatedStep step, Register register, BlockLabel behind) {
        boolean meets(Arm other) {
            return register == other.register && behind.equals(other.behind);
        }
    }

    private Optional<Arm> arm(BlockLabel label) {
        var fork = forks.get(label);
        if (fork == null
                || sources.getOrDefault(label, 0) != 1
                || fork.steps().size() != 1
                || fork.ways().size() != 1) return Optional.empty();
        var step = fork.steps().get(0);
        return step.accept(ConstantInto.INSTANCE)
                .map(register -> new Arm(step, register, fork.ways().get(0)));
    }

    private static boolean isRead(Comparison comparison, Register register) {
        if (comparison instanceof Comparison.WithRegister both)
            return both.left() == register || both.right() == register;
        return comparison instanceof Comparison.WithImmediate one && one.left() == register;
    }

    /** The register that a step puts a number into. */
    private enum ConstantInto implements AllocatedStep.Visitor<Optional<Register>> {
        INSTANCE;

        @Override
        public Optional<Register> move(AllocatedStep.Move step) {
            return step.from() instanceof Location.Made made
                            && made.recipe() instanceof Recipe.Number number
                            && number.isImmediate()
                            && step.to() instanceof Location.InRegister into
                    ? Optional.of(into.register())
                    : Optional.empty();
        }

        @Override
        public Optional<Register> execute(AllocatedStep.Execute step) {
            return Optional.empty();
        }
    }
}
