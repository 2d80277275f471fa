package dev.skep.compiler;

import dev.skep.ir.Unit;
import java.util.Map;
import java.util.function.Supplier;

/** Two who look on, told one after the other. */
record BothListeners(StageListener one, StageListener other) implements StageListener {
    @Override
    public void passed(String pass, Unit unit, Supplier<Map<String, Integer>> slots) {
        one.passed(pass, unit, slots);
        other.passed(pass, unit, slots);
    }

    @Override
    public void selected(String function, Supplier<String> listing) {
        one.selected(function, listing);
        other.selected(function, listing);
    }

    @Override
    public void allocated(String function, Supplier<String> listing) {
        one.allocated(function, listing);
        other.allocated(function, listing);
    }

    @Override
    public void generated(GeneratedCode code) {
        one.generated(code);
        other.generated(code);
    }
}
