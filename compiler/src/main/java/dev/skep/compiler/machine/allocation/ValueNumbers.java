package dev.skep.compiler.machine.allocation;

import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for values; what is made by the same recipe is the same. */
final class ValueNumbers implements Source.Visitor<Integer> {
    private final Recipes recipes;
    private final Map<Recipe, Integer> made = new HashMap<>();
    private final int registers;

    ValueNumbers(MachineFunction function) {
        recipes = Recipes.of(function);
        registers = function.registers();
    }

    int of(Source source) {
        return source.accept(this);
    }

    int[] of(List<? extends Source> sources) {
        return sources.stream().mapToInt(this::of).toArray();
    }

    @Override
    public Integer register(VirtualRegister register) {
        return recipes.of(register).map(this::recipe).orElse(register.number());
    }

    @Override
    public Integer recipe(Recipe recipe) {
        return made.computeIfAbsent(recipe, r -> registers + made.size());
    }
}
