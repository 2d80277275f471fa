package dev.skep.compiler.report;

import dev.skep.compiler.Compiler;
import dev.skep.compiler.GeneratedCode;
import dev.skep.ir.Unit;
import dev.skep.ir.text.IrPrinter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Lists functions after the stages that were asked for, each below a heading. A pass that runs again is numbered. */
final class DumpStages implements Report.Part {
    private final String object;
    private final List<Dump> dumps;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Integer> runs = new HashMap<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private final Set<Dump> answered = new LinkedHashSet<>();

    DumpStages(String object, List<Dump> dumps) {
        this.object = object;
        this.dumps = dumps;
    }

    @Override
    public void passed(String pass, Unit unit, Supplier<Map<String, Integer>> slots) {
        var run = runs.merge(pass, 1, Integer::sum);
        var stage = run == 1 ? pass : pass + " (run " + run + ")";
        for (var function : unit.functions()) {
            functions.add(function.name());
            list(pass, stage, function.name(), () -> IrPrinter.print(function));
        }
    }

    @Override
    public void selected(String function, Supplier<String> listing) {
        list(Compiler.MACHINE, Compiler.MACHINE, function, listing);
    }

    @Override
    public void allocated(String function, Supplier<String> listing) {
        list(Compiler.REGISTERS, Compiler.REGISTERS, function, listing);
    }

    @Override
    public void generated(GeneratedCode code) {
        list(Compiler.CODE, Compiler.CODE, code.code().name(), code.code()::toString);
    }

    private void list(String stage, String heading, String function, Supplier<String> listing) {
        var wishes = dumps.stream()
                .filter(dump -> dump.stage().equals(stage) && dump.wants(function))
                .toList();
        if (wishes.isEmpty()) return;
        answered.addAll(wishes);
        text.append("--- ")
                .append(object)
                .append(": `")
                .append(function)
                .append("` after ")
                .append(heading);
        text.append('\n').append(listing.get()).append('\n');
    }

    /** A wish that found nothing is answered, too. */
    @Override
    public String text() {
        var whole = new StringBuilder(text);
        for (var dump : dumps) if (!answered.contains(dump)) whole.append(unanswered(dump));
        return whole.toString();
    }

    private String unanswered(Dump dump) {
        var what = dump.function().isEmpty() ? "nothing" : "no `" + dump.function() + "`";
        return "--- " + object + ": " + what + " after " + dump.stage() + ": " + reason(dump) + "\n\n";
    }

    private String reason(Dump dump) {
        if (functions.isEmpty()) return "compilation did not come to the first pass";
        if (dump.function().isEmpty()) return "the pass does not run, or compilation did not come to it";
        if (functions.contains(dump.function())) return "it has gone into others, or was refused before";
        return "there are " + String.join(", ", functions);
    }
}
