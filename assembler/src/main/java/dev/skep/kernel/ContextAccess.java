package dev.skep.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may read and write a field of a context: it depends on the type of the program, and for some fields on where it is attached.
 *
 * @param since the first kernel whose struct has the field
 * @param readers names of program types, and of attach types behind an {@code @}
 * @param writers the same
 * @param nullness whether the field is a pointer that may be null
 */
public record ContextAccess(KernelVersion since, Set<String> readers, Set<String> writers, Nullness nullness) {
    private static final String ATTACHED = "@";

    /** Whether null is among the values of a field. */
    public enum Nullness {
        /** It is a number, or leads somewhere. */
        NEVER_NULL,
        /** It leads nowhere when it is null. */
        NULLABLE
    }

    /** Copies the sets. */
    public ContextAccess {
        readers = Set.copyOf(readers);
        writers = Set.copyOf(writers);
    }

    /** Returns who may use a field of a struct; empty when the table does not have it. */
    public static Optional<ContextAccess> of(String struct, String field) {
        return Optional.ofNullable(Table.ROWS.get(key(struct, field)));
    }

    /** Tells whether programs of a kind may read the field. */
    public boolean isReadBy(SectionKind program) {
        return isAmong(readers, program);
    }

    /** Tells whether programs of a kind may write the field. */
    public boolean isWrittenBy(SectionKind program) {
        return isAmong(writers, program);
    }

    /** Says who readers or writers are: {@code `CGROUP_SKB`, `SCHED_CLS`}; or how they are attached: {@code `XDP_DEVMAP`}. */
    public static String text(Set<String> users) {
        return users.stream()
                .sorted()
                .map(user -> "`" + (user.startsWith(ATTACHED) ? user.substring(1) : user) + "`")
                .collect(Collectors.joining(", "));
    }

    private static boolean isAmong(Set<String> users, SectionKind program) {
        return users.contains(program.programType().name())
                || program.attachType()
                        .filter(attach -> users.contains(ATTACHED + attach))
                        .isPresent();
    }

    private static String key(String struct, String field) {
        return struct + "." + field;
    }

    /** Read at the first question. */
    private static final class Table {
        private static final int COLUMNS = 6;

        static final Map<String, ContextAccess> ROWS = load();

        private Table() {}

        private static Map<String, ContextAccess> load() {
            var rows = new HashMap<String, ContextAccess>();
            for (List<String> row : FactTable.read("ctxaccess.tsv", COLUMNS))
                rows.put(
                        key(row.get(0), row.get(1)),
                        new ContextAccess(
                                KernelVersion.parse(row.get(2)),
                                users(row.get(3)),
                                users(row.get(4)),
                                row.get(5).isEmpty() ? Nullness.NEVER_NULL : Nullness.NULLABLE));
            return rows;
        }

        private static Set<String> users(String cell) {
            return cell.isEmpty() ? Set.of() : Set.copyOf(FactTable.split(cell, ' '));
        }
    }
}
