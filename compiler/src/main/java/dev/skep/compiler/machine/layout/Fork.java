package dev.skep.compiler.machine.layout;

import dev.skep.asm.Comparison;
import dev.skep.asm.Register;
import dev.skep.asm.SourceLine;
import dev.skep.compiler.machine.allocation.AllocatedBlock;
import dev.skep.compiler.machine.allocation.AllocatedStep;
import dev.skep.compiler.machine.model.MachineTerminator;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A block and the ways out of it.
 *
 * @param comparison when it holds, control takes the first way, else the second; null with fewer than two ways
 * @param ways none where the function ends
 */
record Fork(
        BlockLabel label,
        List<AllocatedStep> steps,
        @Nullable Comparison comparison,
        List<BlockLabel> ways,
        SourceLine line) {

    static Fork of(AllocatedBlock block) {
        var comparison = block.terminator().accept(new ComparisonOf(block)).orElse(null);
        return new Fork(
                block.label(),
                block.steps(),
                comparison,
                block.targets(),
                block.terminator().line());
    }

    /** Returns whether the block only leads on. */
    boolean isPassage() {
        return steps.isEmpty() && ways.size() == 1;
    }

    /** Returns whether the block only ends the function. */
    boolean isExit() {
        return steps.isEmpty() && ways.isEmpty();
    }

    /** Returns the block with its ways led elsewhere; a choice between equal ways is none. */
    Fork lead(UnaryOperator<BlockLabel> to) {
        var led = ways.stream().map(to).toList();
        if (led.size() < 2 || !led.get(0).equals(led.get(1))) return new Fork(label, steps, comparison, led, line);
        return new Fork(label, steps, null, led.subList(0, 1), line);
    }

    /** Leads ways beyond blocks that only lead on, unless those lead on in a circle; drops what the entry does not reach then. */
    static void bypassPassages(Map<BlockLabel, Fork> forks, BlockLabel entry) {
        forks.replaceAll((label, fork) -> fork.lead(to -> beyondPassages(forks, to)));
        Set<BlockLabel> reached = new HashSet<>(Set.of(entry));
        var work = new ArrayList<>(List.of(entry));
        for (var next = 0; next < work.size(); next++)
            for (var to : at(forks, work.get(next)).ways()) if (reached.add(to)) work.add(to);
        forks.keySet().retainAll(reached);
    }

    private static BlockLabel beyondPassages(Map<BlockLabel, Fork> forks, BlockLabel label) {
        Set<BlockLabel> passed = new HashSet<>();
        var at = label;
        while (passed.add(at)) {
            var fork = at(forks, at);
            if (!fork.isPassage()) return at;
            at = fork.ways().get(0);
        }
        return label;
    }

    private static Fork at(Map<BlockLabel, Fork> forks, BlockLabel label) {
        var fork = forks.get(label);
        if (fork == null) throw new IllegalStateException("there is no block " + label);
        return fork;
    }

    private record ComparisonOf(AllocatedBlock block) implements MachineTerminator.Visitor<Optional<Comparison>> {
        @Override
        public Optional<Comparison> goto_(MachineTerminator.Goto end) {
            return Optional.empty();
        }

        @Override
        public Optional<Comparison> ifRegister(MachineTerminator.IfRegister end) {
            return Optional.of(new Comparison.WithRegister(
                    end.condition(), end.width(), register(end.left()), register(end.right())));
        }

        @Override
        public Optional<Comparison> ifImmediate(MachineTerminator.IfImmediate end) {
            return Optional.of(
                    new Comparison.WithImmediate(end.condition(), end.width(), register(end.left()), end.imm()));
        }

        @Override
        public Optional<Comparison> exit(MachineTerminator.Exit end) {
            return Optional.empty();
        }

        private Register register(VirtualRegister value) {
            var register = block.registers().get(value);
            if (register == null) throw new IllegalStateException(value + " has no register where it is compared");
            return register;
        }
    }
}
