package dev.skep.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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

    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static HelperFacts read(List<String> row) {
        String parameters = row.get(3);
        return new HelperFacts(
                row.get(2),
                parameters.isEmpty() ? List.of() : List.of(parameters.split("; ")),
                row.get(4).equals("gpl"),
                KernelVersion.parse(row.get(5)),
                programTypes(row.get(6)));
    }

    private static Set<ProgramType> programTypes(String names) {
        var types = EnumSet.noneOf(ProgramType.class);
        if (!names.isEmpty()) {
            Arrays.stream(names.split(" ")).map(ProgramType::valueOf).forEach(types::add);
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
