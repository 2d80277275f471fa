package dev.skep.object.lint;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Member;
import dev.skep.kernel.MapType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A map's definition as far as it can be understood. */
final class LintedMap {
    private static final Set<String> NUMBERS =
            Set.of("type", "key_size", "value_size", "max_entries", "map_flags", "map_extra", "numa_node", "pinning");

    /** No definition has more; those that do are not read to their end. */
    private static final int MAX_MEMBERS = 64;

    private final BtfGraph types;
    private final String name;
    private final Set<String> members = new HashSet<>();
    private final List<String> unknown = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, BtfId> targets = new HashMap<>();
    private boolean wideExtra;
    private boolean programSlots;
    private boolean slots;
    private Optional<LintedMap> inner = Optional.empty();

    private LintedMap(BtfGraph types, String name) {
        this.types = types;
        this.name = name;
    }

    /** The definitions in {@code .maps}. */
    static List<LintedMap> all(LintedObject object) {
        List<LintedMap> maps = new ArrayList<>();
        var types = object.types();
        for (BtfType.SectionEntry entry : object.entries(LintedObject.MAPS)) {
            types.type(entry.type(), BtfType.Var.class)
                    .flatMap(variable -> types.type(types.resolve(variable.type()), BtfType.Struct.class)
                            .map(struct ->
                                    of(types, variable.name(), struct, 0).withSlots(entry.size() > struct.size())))
                    .ifPresent(maps::add);
        }
        return maps;
    }

    private static LintedMap of(BtfGraph types, String name, BtfType.Struct struct, int depth) {
        var map = new LintedMap(types, name);
        struct.members().stream().limit(MAX_MEMBERS).forEach(member -> map.member(member, depth));
        return map;
    }

    private LintedMap withSlots(boolean filled) {
        this.slots = filled;
        return this;
    }

    private void member(Member member, int depth) {
        members.add(member.name());
        if (NUMBERS.contains(member.name())) {
            number(member);
        } else if (member.name().equals("key") || member.name().equals("value")) {
            pointed(member.type()).ifPresent(type -> targets.put(member.name(), type));
        } else if (member.name().equals("values")) {
            var element = types.type(types.resolve(member.type()), BtfType.Array.class)
                    .flatMap(array -> pointed(array.element()));
            programSlots = element.flatMap(type -> types.type(types.resolve(type), BtfType.FuncProto.class))
                    .isPresent();
            inner = depth > 0
                    ? Optional.empty()
                    : element.flatMap(type -> types.type(types.resolve(type), BtfType.Struct.class))
                            .map(struct -> of(types, name + " inner", struct, depth + 1));
        } else {
            unknown.add(member.name());
        }
    }

    private void number(Member member) {
        var values = types.type(types.resolve(member.type()), BtfType.Enum64.class)
                .map(BtfType.Enum64::values)
                .or(() -> types.type(types.resolve(member.type()), BtfType.Enum.class)
                        .map(BtfType.Enum::values));
        if (values.isPresent() && values.get().size() == 1) {
            wideExtra |= member.name().equals("map_extra");
            numbers.put(member.name(), values.get().get(0).value());
            return;
        }
        pointed(member.type())
                .flatMap(type -> types.type(types.resolve(type), BtfType.Array.class))
                .ifPresent(array -> numbers.put(member.name(), array.count()));
    }

    private Optional<BtfId> pointed(BtfId type) {
        return types.type(types.resolve(type), BtfType.Ptr.class).map(BtfType.Ptr::target);
    }

    String name() {
        return name;
    }

    boolean has(String member) {
        return members.contains(member);
    }

    List<String> unknown() {
        return unknown;
    }

    long number(String member) {
        return numbers.getOrDefault(member, 0L);
    }

    Optional<BtfId> type(String part) {
        return Optional.ofNullable(targets.get(part));
    }

    /** The bytes of a key or value; 0 if it has none. */
    long size(String part) {
        return type(part).map(type -> types.sizeOf(type).orElse(0)).orElseGet(() -> number(part + "_size"));
    }

    Optional<MapType> type() {
        long id = number("type");
        return Arrays.stream(MapType.values()).filter(type -> type.id() == id).findFirst();
    }

    boolean hasWideExtra() {
        return wideExtra;
    }

    boolean hasProgramSlots() {
        return programSlots;
    }

    /** Whether the variable is larger than the definition, for what is in its slots. */
    boolean hasSlots() {
        return slots;
    }

    /** What is in the slots of a map of maps. */
    Optional<LintedMap> inner() {
        return inner;
    }
}
