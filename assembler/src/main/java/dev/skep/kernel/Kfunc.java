package dev.skep.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kernel function that programs may call: one row of {@code kfuncs.tsv}. There are more in newer kernels and in modules.
 *
 * @param name the name, {@code bpf_rcu_read_lock}
 * @param since the first kernel that has it
 * @param prototype how C declares it
 */
public record Kfunc(String name, KernelVersion since, String prototype) {
    private static final int COLUMNS = 3;

    /** Returns the kernel function of a name; a suffix {@code ___x} is not part of it. */
    public static Optional<Kfunc> of(String name) {
        var exact = Optional.ofNullable(Rows.BY_NAME.get(name));
        int flavor = name.indexOf("___");
        return exact.isPresent() || flavor < 1
                ? exact
                : Optional.ofNullable(Rows.BY_NAME.get(name.substring(0, flavor)));
    }

    /** Read at the first question. */
    private static final class Rows {
        static final Map<String, Kfunc> BY_NAME = load();

        private Rows() {}

        private static Map<String, Kfunc> load() {
            var rows = new HashMap<String, Kfunc>();
            for (List<String> row : FactTable.read("kfuncs.tsv", COLUMNS)) {
                rows.put(row.get(0), new Kfunc(row.get(0), KernelVersion.parse(row.get(1)), row.get(2)));
            }
            return rows;
        }
    }
}
