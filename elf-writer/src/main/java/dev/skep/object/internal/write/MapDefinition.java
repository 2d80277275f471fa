package dev.skep.object.internal.write;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Enum64;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.Struct;
import dev.skep.object.BpfMap;
import dev.skep.object.MapPart;
import dev.skep.object.MapSlots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A map as loaders read it from types: an anonymous struct of pointers, one member per property. A number is the length of an array
 * behind its pointer; a type is behind its pointer itself.
 */
public final class MapDefinition {
    private static final int POINTER = 8;
    private static final long MAX_COUNT = 0xFFFF_FFFFL;

    private final BtfGraph.Builder types;
    private final List<Member> members = new ArrayList<>();
    private int size;

    private MapDefinition(BtfGraph.Builder types) {
        this.types = types;
    }

    /** The struct that defines a map, added to the types. */
    static BtfId add(BpfMap map, BtfGraph.Builder types) {
        return new MapDefinition(types).define(map);
    }

    /** The bytes of the definition in {@code .maps}: the struct's, then a slot for each inner map. */
    static int bytes(BpfMap map) {
        return structSize(map) + POINTER * map.slots().initial().size();
    }

    /** The bytes of the struct that defines a map. */
    static int structSize(BpfMap map) {
        var definition = new MapDefinition(BtfGraph.builder());
        definition.define(map);
        return definition.size;
    }

    private BtfId define(BpfMap map) {
        number("type", map.type().id());
        part("key", "key_size", map.key());
        part("value", "value_size", map.value());
        optional("max_entries", map.maxEntries());
        optional("map_flags", map.flags().stream().mapToLong(flag -> flag.bit()).sum());
        extra(map.extra());
        optional("numa_node", map.numaNode());
        optional("pinning", map.pinning() == BpfMap.Pinning.BY_NAME ? 1 : 0);
        slot(map.slots()).ifPresent(pointed -> {
            var pointer = types.add(new Ptr(pointed));
            members.add(Member.at(size, "values", types.add(new Array(pointer, integer(types), 0))));
        });
        return types.add(new Struct("", size, members));
    }

    /** What the pointers in the slots of a map point to: the definition of a map, or any function for a program. */
    private Optional<BtfId> slot(MapSlots slots) {
        return slots instanceof MapSlots.Programs
                ? Optional.of(types.add(new FuncProto(integer(types), List.of())))
                : slots.inner().map(inner -> add(inner.template(), types));
    }

    /** Lengths of arrays have 32 bits; a longer number is the value of an enumerator, as {@code __ulong} of libbpf makes it. */
    private void extra(long extra) {
        if (extra == (extra & MAX_COUNT)) {
            optional("map_extra", extra);
            return;
        }
        var value = List.of(new Enumerator("map_extra_value", extra));
        members.add(Member.at(size, "map_extra", types.add(new Enum64("", POINTER, Signedness.UNSIGNED, value))));
        size += POINTER;
    }

    private void part(String typed, String sized, MapPart part) {
        part.type().ifPresent(type -> member(typed, type));
        if (part instanceof MapPart.Sized bytes) {
            number(sized, bytes.bytes());
        }
    }

    private void optional(String name, long number) {
        if (number != 0) {
            number(name, number);
        }
    }

    private void number(String name, long number) {
        var integer = integer(types);
        member(name, types.add(new Array(integer, integer, number)));
    }

    private void member(String name, BtfId type) {
        members.add(Member.at(size, name, types.add(new Ptr(type))));
        size += POINTER;
    }

    /** {@code int}, which loaders also want for externs. */
    static BtfId integer(BtfGraph.Builder types) {
        return types.add(Int.of("int", Integer.BYTES, IntEncoding.SIGNED));
    }
}
