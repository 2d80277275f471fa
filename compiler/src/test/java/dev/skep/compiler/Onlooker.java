package dev.skep.compiler;

import dev.skep.ir.Unit;
import dev.skep.ir.text.IrPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps what each stage made: {@code stage function} and its listing. */
public final class Onlooker implements StageListener {
    private final List<String> stages = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();

    /** Has seen nothing yet. */
    public Onlooker() {}

    /** What one stage made of one function. */
    public record Seen(String stage, String function, String listing) {}

    /** Returns the names of the stages, in order, each once for each time it came. */
    public List<String> stages() {
        return stages;
    }

    /** Returns all that was seen. */
    public List<Seen> seen() {
        return seen;
    }

    /** Returns the last listing of a function after a stage. */
    public String listing(String stage, String function) {
        return seen.stream()
                .filter(one -> one.stage.equals(stage) && one.function.equals(function))
                .reduce((first, second) -> second)
                .orElseThrow()
                .listing;
    }

    @Override
    public void passed(String pass, Unit unit, Supplier<Map<String, Integer>> slots) {
        stages.add(pass);
        unit.functions().forEach(function -> seen.add(new Seen(pass, function.name(), IrPrinter.print(function))));
    }

    @Override
    public void selected(String function, Supplier<String> listing) {
        saw(Compiler.MACHINE, function, listing.get());
    }

    @Override
    public void allocated(String function, Supplier<String> listing) {
        saw(Compiler.REGISTERS, function, listing.get());
    }

    @Override
    public void generated(GeneratedCode code) {
        saw(Compiler.CODE, code.code().name(), code.code().toString());
    }

    private void saw(String stage, String function, String listing) {
        stages.add(stage);
        seen.add(new Seen(stage, function, listing));
    }
}
