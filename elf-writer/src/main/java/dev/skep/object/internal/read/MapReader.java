package dev.skep.object.internal.read;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.kernel.MapType;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfMap.Pinning;
import dev.skep.object.MapPart;
import dev.skep.object.MapSlots;
import dev.skep.object.MapSlots.InnerMaps;
import dev.skep.object.MapSlots.Programs;
import dev.skep.object.ObjectFormatException;
import dev.skep.object.internal.write.MapDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a map's definition from its struct: what {@link MapDefinition} writes, in any order of members. */
public final class MapReader {
    private static final Set<String> NUMBERS =
            Set.of("type", "key_size", "value_size", "max_entries", "map_flags", "map_extra", "numa_node", "pinning");

    private final BtfGraph types;
    private final String name;
    private final MapNumbers meaning;
    private final List<String> initial;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, BtfId> targets = new HashMap<>();
    private MapSlots slots = MapSlots.NONE;

    private MapReader(BtfGraph types, String name, List<String> initial) {
        this.types = types;
        this.name = name;
        this.meaning = new MapNumbers(name);
        this.initial = initial;
    }

    /** The struct that a variable's type defines a map by. */
    public static Optional<Struct> definition(BtfGraph types, BtfId type) {
        return types.type(types.resolve(type), Struct.class);
    }

    /** The map of this definition; {@code initial} names the maps in its first slots. */
    public static BpfMap read(BtfGraph types, String name, Struct definition, List<String> initial) {
        var reader = new MapReader(types, name, initial);
        definition.members().forEach(reader::member);
        if (reader.slots.equals(MapSlots.NONE) && !initial.isEmpty()) {
            throw reader.noPlace(initial.size() + " slots that hold neither maps nor programs");
        }
        try {
            return reader.map();
        } catch (IllegalArgumentException e) {
            throw new ObjectFormatException("map " + name + ": " + e.getMessage(), e);
        }
    }

    /** Whether a definition says exactly what there is to say about a map. */
    public static boolean defines(BtfGraph types, Struct definition, BpfMap map) {
        try {
            return read(types, map.name(), definition, map.slots().initial()).equals(map);
        } catch (ObjectFormatException e) {
            return false;
        }
    }

    private BpfMap map() {
        return new BpfMap(
                name,
                type(),
                part("key", "key_size"),
                part("value", "value_size"),
                number("max_entries"),
                meaning.flags(number("map_flags")),
                number("map_extra"),
                pinning(),
                slots,
                number("numa_node"));
    }

    private void member(Member member) {
        if (NUMBERS.contains(member.name())) {
            numbers.put(member.name(), count(member));
        } else if (member.name().equals("key") || member.name().equals("value")) {
            targets.put(member.name(), pointed(member.type(), member));
        } else if (member.name().equals("values")) {
            slots = slots(member);
        } else {
            throw noPlace("a member " + member.name());
        }
    }

    private long count(Member member) {
        var values = enumerators(types.resolve(member.type()));
        if (values.size() == 1) {
            return values.get(0).value();
        }
        return types.type(types.resolve(pointed(member.type(), member)), Array.class)
                .map(Array::count)
                .orElseThrow(() -> noPlace("a member " + member.name() + " that is no number"));
    }

    private List<Enumerator> enumerators(BtfId id) {
        return types.type(id, BtfType.Enum64.class)
                .map(BtfType.Enum64::values)
                .or(() -> types.type(id, BtfType.Enum.class).map(BtfType.Enum::values))
                .orElse(List.of());
    }

    private BtfId pointed(BtfId type, Member member) {
        return types.type(types.resolve(type), Ptr.class)
                .map(Ptr::target)
                .orElseThrow(() -> noPlace("a member " + member.name() + " that is no pointer"));
    }

    private MapSlots slots(Member member) {
        var element = types.type(types.resolve(member.type()), Array.class)
                .map(array -> pointed(array.element(), member))
                .orElseThrow(() -> noPlace("a member values that is no array"));
        return types.type(types.resolve(element), FuncProto.class).isPresent()
                ? new Programs(initial)
                : new InnerMaps(inner(element), initial);
    }

    private BpfMap inner(BtfId element) {
        var definition =
                definition(types, element).orElseThrow(() -> noPlace("values that are neither maps nor programs"));
        if (definition.members().stream().anyMatch(inner -> inner.name().equals("values"))) {
            throw noPlace("maps of maps of maps");
        }
        return read(types, name + "_inner", definition, List.of());
    }

    private MapType type() {
        return meaning.type(number("type"));
    }

    private MapPart part(String typed, String sized) {
        var type = targets.get(typed);
        if (type != null) {
            return MapPart.ofType(type);
        }
        return meaning.part(typed, number(sized));
    }

    private Pinning pinning() {
        long pinning = number("pinning");
        if (pinning > 1) {
            throw noPlace("pinning " + pinning);
        }
        return pinning == 1 ? Pinning.BY_NAME : Pinning.NONE;
    }

    private long number(String member) {
        return numbers.getOrDefault(member, 0L);
    }

    private ObjectFormatException noPlace(String what) {
        return meaning.noPlace(what);
    }
}
