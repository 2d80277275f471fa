package dev.skep.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A struct of the kernel's {@code bpf.h} that programs get as context or pass to helpers, the same on every 64-bit kernel.
 *
 * @param name name in C, {@code xdp_md}
 * @param size bytes
 * @param fields its fields, in order of offsets
 */
public record ContextStruct(String name, int size, List<Field> fields) {
    /** Copies the list. */
    public ContextStruct {
        fields = List.copyOf(fields);
    }

    /**
     * A field.
     *
     * @param name name in C; members of an anonymous union stand beside the others
     * @param offset bytes from the start of the struct
     * @param size bytes
     * @param type type in C, {@code __u32[4]}
     */
    public record Field(String name, int offset, int size, String type) {}

    /** Returns the struct of a name; empty when the table does not have it. */
    public static Optional<ContextStruct> of(String name) {
        return Optional.ofNullable(Table.STRUCTS.get(name));
    }

    /** Returns the names of all structs in the table. */
    public static Set<String> names() {
        return Table.STRUCTS.keySet();
    }

    /** Returns the field of a name; empty when there is none. */
    public Optional<Field> field(String fieldName) {
        return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }

    /** Read at the first question. */
    private static final class Table {
        private static final int COLUMNS = 5;
        private static final String WHOLE = "(struct)";

        static final Map<String, ContextStruct> STRUCTS = load();

        private Table() {}

        private static Map<String, ContextStruct> load() {
            var sizes = new LinkedHashMap<String, Integer>();
            var fields = new LinkedHashMap<String, List<Field>>();
            for (List<String> row : FactTable.read("ctxstructs.tsv", COLUMNS)) {
                String struct = row.get(0);
                int size = Integer.parseInt(row.get(3));
                if (row.get(1).equals(WHOLE)) {
                    sizes.put(struct, size);
                    fields.put(struct, new ArrayList<>());
                } else {
                    members(fields, struct).add(new Field(row.get(1), Integer.parseInt(row.get(2)), size, row.get(4)));
                }
            }
            var structs = new LinkedHashMap<String, ContextStruct>();
            sizes.forEach((name, size) -> structs.put(name, new ContextStruct(name, size, members(fields, name))));
            return structs;
        }

        private static List<Field> members(Map<String, List<Field>> fields, String struct) {
            List<Field> members = fields.get(struct);
            if (members == null) {
                throw new IllegalStateException("ctxstructs.tsv has a field of " + struct + " before its size");
            }
            return members;
        }
    }
}
