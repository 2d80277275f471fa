package dev.skep.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One row of {@code helpers.tsv}. */
record HelperFacts(
        String returnType,
        List<String> parameters,
        boolean gplOnly,
        KernelVersion since,
        Set<ProgramType> programTypes) {

    private static final int COLUMNS = 7;

    static HelperFacts of(Helper helper) {
        HelperFacts facts = Rows.BY_HELPER.get(helper);
        if (facts == null) {
            throw new IllegalStateException("helpers.tsv has no row for " + helper.kernelName());
        }
        return facts;
    }

    private static HelperFacts read(List<String> row) {
        return new HelperFacts(
                row.get(2),
                parameters(row.get(3)),
                row.get(4).equals("gpl"),
                KernelVersion.parse(row.get(5)),
                programTypes(row.get(6)));
    }

    private static List<String> parameters(String cell) {
        var parameters = new ArrayList<String>();
        for (String parameter : FactTable.split(cell, ';')) {
            if (!parameter.isEmpty()) {
                parameters.add(parameter.strip());
            }
        }
        return List.copyOf(parameters);
    }

    private static Set<ProgramType> programTypes(String cell) {
        var types = EnumSet.noneOf(ProgramType.class);
        for (String name : FactTable.split(cell, ' ')) {
            if (!name.isEmpty()) {
                types.add(ProgramType.valueOf(name));
            }
        }
        return Collections.unmodifiableSet(types);
    }

    /** Read at the first question, not when a program merely names a helper. */
    private static final class Rows {
        static final Map<Helper, HelperFacts> BY_HELPER = load();

        private Rows() {}

        private static Map<Helper, HelperFacts> load() {
            var rows = new EnumMap<Helper, HelperFacts>(Helper.class);
            for (List<String> row : FactTable.read("helpers.tsv", COLUMNS)) {
                Helper helper = Helper.of(row.get(1))
                        .orElseThrow(() -> new IllegalStateException("helpers.tsv names unknown " + row.get(1)));
                rows.put(helper, HelperFacts.read(row));
            }
            return Collections.unmodifiableMap(rows);
        }
    }
}
