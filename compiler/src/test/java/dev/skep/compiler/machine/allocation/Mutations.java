package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.allocation.AllocatedStep.Execute;
import dev.skep.compiler.machine.allocation.AllocatedStep.Move;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every allocation that differs from a given one in one small thing. */
final class Mutations {
    private final AllocatedFunction original;
    private final List<Location> places = new ArrayList<>();
    private final List<AllocatedFunction> mutants = new ArrayList<>();
    private final List<AllocatedFunction> swaps = new ArrayList<>();

    private Mutations(AllocatedFunction original) {
        this.original = original;
        for (var register : Register.values())
            if (register != Register.R10) places.add(new Location.InRegister(register));
        for (var i = 0; i < original.words().size(); i++) places.add(new Location.InWord(i));
    }

    static Mutations of(AllocatedFunction original) {
        var mutations = new Mutations(original);
        for (var i = 0; i < original.blocks().size(); i++) mutations.block(i);
        return mutations;
    }

    /** Returns those with another place, step or target; most of them are wrong. */
    List<AllocatedFunction> changes() {
        return mutants;
    }

    /** Returns those with two neighbours the other way round, which is wrong where one of them needs the other. */
    List<AllocatedFunction> swaps() {
        return swaps;
    }

    private void block(int index) {
        var block = original.blocks().get(index);
        for (var i = 0; i < block.steps().size(); i++) {
            var steps = new ArrayList<>(block.steps());
            steps.remove(i);
            steps(index, steps);
            if (i + 1 < block.steps().size()) {
                var swapped = new ArrayList<>(block.steps());
                swapped.set(i, block.steps().get(i + 1));
                swapped.set(i + 1, block.steps().get(i));
                swaps.add(with(index, swapped));
            }
            for (var other : changed(block.steps().get(i))) {
                var replaced = new ArrayList<>(block.steps());
                replaced.set(i, other);
                steps(index, replaced);
            }
        }
        for (var registers : changed(block.registers()))
            replace(index, with(block, block.steps(), registers, block.targets()));
        targets(index, block);
    }

    private void targets(int index, AllocatedBlock block) {
        for (var i = 0; i < block.targets().size(); i++)
            for (var other : original.blocks()) {
                List<BlockLabel> targets = new ArrayList<>(block.targets());
                if (targets.set(i, other.label()).equals(other.label())) continue;
                replace(index, with(block, block.steps(), block.registers(), targets));
            }
    }

    private List<AllocatedStep> changed(AllocatedStep step) {
        return step.accept(new AllocatedStep.Visitor<>() {
            @Override
            public List<AllocatedStep> move(Move move) {
                List<AllocatedStep> changed = new ArrayList<>();
                for (var place : places) {
                    if (!place.equals(move.from())) changed.add(new Move(place, move.to()));
                    if (!place.equals(move.to())) changed.add(new Move(move.from(), place));
                }
                changed.add(new Move(move.to(), move.from()));
                return changed;
            }

            @Override
            public List<AllocatedStep> execute(Execute execute) {
                return Mutations.changed(execute.registers()).stream()
                        .<AllocatedStep>map(registers -> new Execute(execute.instruction(), registers))
                        .toList();
            }
        });
    }

    private static List<Map<VirtualRegister, Register>> changed(Map<VirtualRegister, Register> registers) {
        List<Map<VirtualRegister, Register>> changed = new ArrayList<>();
        registers.forEach((value, register) -> Arrays.stream(Register.values())
                .filter(other -> other != register && other != Register.R10)
                .forEach(other -> {
                    var copy = new HashMap<>(registers);
                    copy.put(value, other);
                    changed.add(copy);
                }));
        return changed;
    }

    private void steps(int index, List<AllocatedStep> steps) {
        mutants.add(with(index, steps));
    }

    private AllocatedFunction with(int index, List<AllocatedStep> steps) {
        var block = original.blocks().get(index);
        return with(index, with(block, steps, block.registers(), block.targets()));
    }

    private static AllocatedBlock with(
            AllocatedBlock block,
            List<AllocatedStep> steps,
            Map<VirtualRegister, Register> registers,
            List<BlockLabel> targets) {
        return new AllocatedBlock(block.label(), steps, block.terminator(), registers, targets);
    }

    private void replace(int index, AllocatedBlock block) {
        mutants.add(with(index, block));
    }

    private AllocatedFunction with(int index, AllocatedBlock block) {
        var blocks = new ArrayList<>(original.blocks());
        blocks.set(index, block);
        return new AllocatedFunction(original.name(), blocks, original.slots(), original.words());
    }
}
