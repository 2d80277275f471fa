package dev.skep.processor.bindings;

import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Struct;
import dev.skep.processor.bindings.Kernels.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a {@code format} file of a tracepoint says of its record. Tracepoints of one class share a struct, whose name is not in the file: it is
 * the one with the same members at the same places.
 *
 * @param name of the tracepoint
 * @param fields behind the common ones, which programs may not read
 */
public record TracepointFormat(String name, List<Field> fields) {
    private static final String RECORD = "trace_event_raw_";

    private static final Pattern NAME = Pattern.compile("name: (\\w+)");

    /** A declaration, of which the name is the last word in front of an array's length. */
    private static final Pattern FIELD =
            Pattern.compile("\\tfield:(.*?)(\\w+)(?:\\[[^;]*])?;\\toffset:(\\d+);\\tsize:(\\d+);.*");

    public TracepointFormat {
        fields = List.copyOf(fields);
    }

    /** A field, and how many bytes it lies from the start. */
    public record Field(String name, int offset) {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static TracepointFormat parse(String text) {
        var name = Optional.<String>empty();
        List<Field> fields = new ArrayList<>();
        for (var line : text.lines().toList()) {
            var named = NAME.matcher(line);
            if (named.matches()) name = Optional.of(named.group(1));
            var field = FIELD.matcher(line);
            if (field.matches() && !field.group(2).startsWith("common_"))
                fields.add(field(field.group(1), field.group(2), field.group(3)));
        }
        var known = name.orElseThrow(() -> new IllegalArgumentException("no format of a tracepoint"));
        return new TracepointFormat(known, fields);
    }

    /** Where something of another length begins and how long it is lies where the field would. */
    private static Field field(String type, String name, String offset) {
        var prefix = type.startsWith("__data_loc ") ? "__data_loc_" : type.startsWith("__rel_loc ") ? "__rel_loc_" : "";
        return new Field(prefix + name, Integer.parseInt(offset));
    }

    /**
     * Returns the name of the struct that the record is.
     *
     * @throws IllegalArgumentException when there is none, or more than one
     */
    public String struct(Kernels kernels) {
        if (name.startsWith("sys_enter_")) return RECORD + "sys_enter";
        if (name.startsWith("sys_exit_")) return RECORD + "sys_exit";
        for (var kernel : kernels.all()) {
            var fitting = fitting(kernel);
            if (fitting.contains(RECORD + name)) return RECORD + name;
            if (fitting.size() > 1)
                throw new IllegalArgumentException(
                        "the record of `" + name + "` looks like any of `" + String.join("`, `", fitting) + "`");
            if (fitting.size() == 1) return fitting.get(0);
        }
        throw new IllegalArgumentException("no struct is the record of `" + name + "`");
    }

    private List<String> fitting(Kernel kernel) {
        return kernel.types().all(BtfKind.STRUCT).stream()
                .map(kernel::type)
                .filter(type -> type.name().startsWith(RECORD))
                .filter(type -> fields.equals(fields((Struct) type)))
                .map(BtfType::name)
                .distinct()
                .toList();
    }

    private static List<Field> fields(Struct type) {
        return type.members().stream()
                .filter(member -> !member.name().equals("ent") && !member.name().equals("__data"))
                .map(member -> new Field(member.name(), member.bitOffset() / Byte.SIZE))
                .toList();
    }
}
