package dev.skep.compiler.machine.allocation;

import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which virtual registers can be made again, and how. */
final class Recipes implements MachineInstruction.Visitor<Recipes> {
    private final @Nullable Recipe[] recipes;

    private Recipes(int registers) {
        recipes = new Recipe[registers];
    }

    static Recipes of(MachineFunction function) {
        var recipes = new Recipes(function.registers());
        for (var block : function.blocks()) block.instructions().forEach(i -> i.accept(recipes));
        return recipes;
    }

    /** Returns how to make the value; empty when it cannot be made again. */
    Optional<Recipe> of(VirtualRegister register) {
        return Optional.ofNullable(recipes[register.number()]);
    }

    @Override
    public Recipes materialize(MachineInstruction.Materialize instruction) {
        recipes[instruction.defined().number()] = instruction.recipe();
        return this;
    }

    @Override
    public Recipes encoded(MachineInstruction.Encoded instruction) {
        return this;
    }
}
