package dev.skep.object.internal.write;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.object.BpfMap;
import dev.skep.object.MapPart;
import java.util.ArrayList;
import java.util.List;

/**
 * A map as loaders read it from types: an anonymous struct of pointers, one member per property. A number is the length of an array
 * behind its pointer; a type is behind its pointer itself.
 */
public final class MapDefinition {
    private static final int POINTER = 8;

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
        int slots = map.slots().inner().map(inner -> inner.initial().size()).orElse(0);
        return structSize(map) + POINTER * slots;
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
        optional("map_extra", map.extra());
        optional("pinning", map.pinning() == BpfMap.Pinning.BY_NAME ? 1 : 0);
        map.slots().inner().ifPresent(inner -> {
            var pointer = types.add(new Ptr(add(inner.template(), types)));
            members.add(Member.at(size, "values", types.add(new Array(pointer, integer(types), 0))));
        });
        return types.add(new Struct("", size, members));
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
