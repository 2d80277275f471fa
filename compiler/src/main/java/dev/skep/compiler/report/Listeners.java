package dev.skep.compiler.report;

import dev.skep.compiler.GeneratedCode;
import dev.skep.compiler.StageListener;
import dev.skep.ir.Unit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Several who look on, told one after the other. */
record Listeners(List<? extends StageListener> all) implements StageListener {
    @Override
    public void passed(String pass, Unit unit, Supplier<Map<String, Integer>> slots) {
        all.forEach(one -> one.passed(pass, unit, slots));
    }

    @Override
    public void selected(String function, Supplier<String> listing) {
        all.forEach(one -> one.selected(function, listing));
    }

    @Override
    public void allocated(String function, Supplier<String> listing) {
        all.forEach(one -> one.allocated(function, listing));
    }

    @Override
    public void generated(GeneratedCode code) {
        all.forEach(one -> one.generated(code));
    }
}
