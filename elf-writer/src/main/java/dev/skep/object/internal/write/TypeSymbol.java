package dev.skep.object.internal.write;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The types that CO-RE marks name: {@code struct task_struct}, {@code union u}, {@code enum e}, a bare name for typedefs, integers
 * and floats, and {@code [17]} for any type by its number.
 */
public final class TypeSymbol {
    private static final Pattern NUMBER = Pattern.compile("\\[(\\d{1,9})]");

    private static final Map<String, List<BtfKind>> KINDS = Map.of(
            "struct", List.of(BtfKind.STRUCT),
            "union", List.of(BtfKind.UNION),
            "enum", List.of(BtfKind.ENUM, BtfKind.ENUM64));

    private static final List<BtfKind> BARE = List.of(BtfKind.TYPEDEF, BtfKind.INT, BtfKind.FLOAT);

    private TypeSymbol() {}

    /** The type of this name. */
    public static Optional<BtfId> find(BtfGraph types, String symbol) {
        var number = NUMBER.matcher(symbol);
        if (number.matches()) {
            var id = new BtfId(Integer.parseInt(number.group(1)));
            return Optional.of(id).filter(types::contains);
        }
        int space = symbol.indexOf(' ');
        if (space < 0) {
            return first(types, BARE, symbol);
        }
        var kinds = KINDS.getOrDefault(symbol.substring(0, space), List.of());
        return first(types, kinds, symbol.substring(space + 1));
    }

    /** The name of a type; its number if it is not the first of its kind and name. */
    public static String of(BtfGraph types, BtfId id) {
        var kind = types.type(id).kind();
        var name = types.type(id).name();
        var word = KINDS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(kind))
                .map(entry -> entry.getKey() + " ")
                .findFirst()
                .orElse("");
        return find(types, word + name)
                .filter(id::equals)
                .map(found -> word + name)
                .orElse(id.toString());
    }

    private static Optional<BtfId> first(BtfGraph types, List<BtfKind> kinds, String name) {
        return kinds.stream().flatMap(kind -> types.find(kind, name).stream()).findFirst();
    }
}
