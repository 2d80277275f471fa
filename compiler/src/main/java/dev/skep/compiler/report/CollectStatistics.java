package dev.skep.compiler.report;

import dev.skep.compiler.Compiler;
import dev.skep.compiler.GeneratedCode;
import dev.skep.ir.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Numbers about a compilation: slots after each pass, and what each function became. */
final class CollectStatistics implements Report.Part {
    private static final String NONE = "-";

    private final String object;
    private final Map<String, Integer> last = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<GeneratedCode> generated = new ArrayList<>();

    private record Row(String stage, Map<String, Integer> slots) {}

    CollectStatistics(String object) {
        this.object = object;
    }

    @Override
    public void passed(String pass, Unit unit, Supplier<Map<String, Integer>> slots) {
        var now = slots.get();
        if (rows.isEmpty() || !rows.get(rows.size() - 1).slots().equals(now)) rows.add(new Row(pass, now));
    }

    @Override
    public void selected(String function, Supplier<String> listing) {
        // counted when it is code
    }

    @Override
    public void allocated(String function, Supplier<String> listing) {
        // counted when it is code
    }

    @Override
    public void generated(GeneratedCode code) {
        generated.add(code);
        last.put(code.code().name(), code.slots());
    }

    @Override
    public String text() {
        if (rows.isEmpty()) return "--- " + object + ": no statistics: compilation did not come to the first pass\n\n";
        var text = new StringBuilder("--- " + object + ": slots, and after each pass that changed them\n");
        text.append(Table.align(table())).append('\n');
        for (var code : generated)
            text.append("--- ")
                    .append(object)
                    .append(": `")
                    .append(code.code().name())
                    .append("`\n")
                    .append(FunctionStatistics.of(code).text())
                    .append('\n');
        return text.toString();
    }

    /** A column for each function that there ever was. */
    private List<List<String>> table() {
        var all = new ArrayList<>(rows);
        if (!last.isEmpty()) all.add(new Row(Compiler.CODE, last));
        Set<String> functions = new LinkedHashSet<>();
        all.forEach(row -> functions.addAll(row.slots().keySet()));
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(functions);
        table.add(head);
        for (var row : all) {
            List<String> cells = new ArrayList<>(List.of(row.stage()));
            for (var name : functions) {
                var slots = row.slots().get(name);
                cells.add(slots == null ? NONE : slots.toString());
            }
            table.add(cells);
        }
        return table;
    }
}
