package dev.skep.object.lint;

import dev.skep.btf.BtfType;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace.InSection;
import dev.skep.elf.SymbolType;
import dev.skep.kernel.MapType;
import dev.skep.kernel.MapType.Shape;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Rules 14 to 17: definitions of maps. */
final class MapLint {
    private static final int PAGE = 4096;
    private static final int MAPS_ALIGNMENT = 8;

    private static final Set<MapType> DEVICES = EnumSet.of(MapType.DEVMAP, MapType.DEVMAP_HASH, MapType.CPUMAP);
    private static final Set<MapType> RINGS = EnumSet.of(MapType.RINGBUF, MapType.USER_RINGBUF);
    private static final Set<MapType> ARRAYS = EnumSet.of(MapType.ARRAY, MapType.PERCPU_ARRAY);
    private static final Set<MapType> STORAGES =
            EnumSet.of(MapType.SK_STORAGE, MapType.INODE_STORAGE, MapType.TASK_STORAGE, MapType.CGRP_STORAGE);

    private final LintedObject object;
    private final Findings findings;

    private MapLint(LintedObject object, Findings findings) {
        this.object = object;
        this.findings = findings;
    }

    static void check(LintedObject object, Findings findings) {
        var lint = new MapLint(object, findings);
        List<LintedMap> maps = LintedMap.all(object);
        maps.forEach(lint::map);
        lint.slots(maps);
        object.find("maps")
                .filter(section -> object.size(section) > 0)
                .ifPresent(section -> findings.add(
                        LintRule.LEGACY_MAPS, "section maps", "maps are defined by records in section maps"));
        for (String section : new String[] {".struct_ops", ".struct_ops.link"}) {
            object.find(section)
                    .ifPresent(index -> findings.add(
                            LintRule.STRUCT_OPS,
                            section.equals(".struct_ops")
                                    ? Fate.parse("aya iproute2 cilium")
                                    : Fate.parse("libbpf<1.2 aya iproute2 cilium<0.21"),
                            "section " + section,
                            "a table of functions for the kernel"));
        }
    }

    private void map(LintedMap map) {
        String place = ".maps " + map.name();
        members(map, place);
        slots(map, place);
        map.type().ifPresent(type -> shape(map, type, place));
        map.inner().flatMap(LintedMap::type).ifPresent(type -> shape(map.inner().get(), type, place + " inner"));
    }

    private void members(LintedMap map, String place) {
        map.unknown().forEach(member -> findings.add(LintRule.MAP_MEMBER, place, "the map has a member " + member));
        if (map.has("numa_node")) {
            findings.add(LintRule.NUMA_NODE, place, "the map has a member numa_node");
        }
        if (map.has("map_extra")) {
            findings.add(
                    map.hasWideExtra() ? LintRule.MAP_EXTRA_64 : LintRule.MAP_EXTRA,
                    place,
                    "the map has a member map_extra" + (map.hasWideExtra() ? " that is an enumerator" : ""));
        }
        for (String part : new String[] {"key", "value"}) {
            if (map.has(part) && map.has(part + "_size")) {
                findings.add(LintRule.SIZE_AND_TYPE, place, "the map has members " + part + " and " + part + "_size");
            }
        }
        if (map.number("pinning") > 1) {
            findings.add(LintRule.PINNING, place, "the map has pinning " + map.number("pinning"));
        }
    }

    private void slots(LintedMap map, String place) {
        if (map.hasProgramSlots()) {
            findings.add(LintRule.PROGRAM_SLOTS, place, "the map has programs in its slots");
        }
        if (map.inner().isPresent() && map.hasSlots()) {
            findings.add(LintRule.MAP_SLOTS, place, "the map has maps in its slots");
            var section = object.find(LintedObject.MAPS);
            if (section.isPresent()
                    && object.elf().section(section.get()) instanceof Content content
                    && content.header().alignment() != MAPS_ALIGNMENT) {
                findings.add(
                        LintRule.MAPS_ALIGNMENT,
                        "section .maps",
                        "the section has alignment " + content.header().alignment());
            }
        }
    }

    /** What is in the slots of maps of maps; the words that are relocated are found by the symbols of the maps. */
    private void slots(List<LintedMap> maps) {
        var section = object.find(LintedObject.MAPS);
        if (section.isEmpty()) {
            return;
        }
        Set<String> ofMaps = new HashSet<>();
        maps.stream().filter(map -> map.inner().isPresent()).forEach(map -> ofMaps.add(map.name()));
        NavigableMap<Long, Symbol> places = new TreeMap<>();
        object.symbolsOf(section.get()).stream()
                .filter(symbol -> symbol.type().equals(SymbolType.OBJECT))
                .forEach(symbol -> places.putIfAbsent(symbol.value(), symbol));
        for (Section one : object.elf().sections()) {
            if (!(one instanceof Relocations table) || table.target() != section.get()) {
                continue;
            }
            for (Relocation relocation : table.relocations()) {
                var map = places.floorEntry(relocation.offset());
                boolean there = relocation.symbol() < object.symbols().size();
                if (map != null && there && ofMaps.contains(map.getValue().name())) {
                    slot(map.getValue(), object.symbols().get(relocation.symbol()), section.get());
                }
            }
        }
    }

    private void slot(Symbol map, Symbol content, int maps) {
        if (!(content.place() instanceof InSection in && in.section() == maps)) {
            findings.add(LintRule.SLOT_KIND, ".maps " + map.name(), "the slot holds " + content.name() + ", no map");
        }
    }

    private void shape(LintedMap map, MapType type, String place) {
        if (type == MapType.ARENA) {
            findings.add(LintRule.ARENA, place, "the map is an arena");
        }
        if (RINGS.contains(type)) {
            ring(map, place);
        }
        if (DEVICES.contains(type) && map.size("value") == Integer.BYTES) {
            findings.add(LintRule.DEVICE_VALUE, place, "the map has values of 4 bytes");
        }
        if (DEVICES.contains(type) && map.size("value") != Integer.BYTES && map.size("value") != Long.BYTES) {
            findings.add(LintRule.DEVICE_SIZE, place, "the map has values of " + map.size("value") + " bytes");
        }
        boolean integer = map.type("key")
                .map(key -> object.types().type(object.types().resolve(key), BtfType.Int.class))
                .map(key -> key.isPresent() && key.get().size() == Integer.BYTES)
                .orElse(!map.has("value") || ARRAYS.stream().noneMatch(array -> array == type));
        boolean struct = map.type("key")
                .map(key -> object.types()
                        .type(object.types().resolve(key), BtfType.Struct.class)
                        .isPresent())
                .orElse(true);
        if ((ARRAYS.contains(type) && !integer) || (type == MapType.LPM_TRIE && !struct)) {
            findings.add(LintRule.KEY_TYPE, place, "the kernel takes the map without types");
        }
        if (STORAGES.contains(type)) {
            storage(map, type, place);
        }
        if (type.key() == Shape.INT32
                && map.size("key") != Integer.BYTES
                && !DEVICES.contains(type)
                && map.size("key") != 0) {
            findings.add(LintRule.MAP_SHAPE, place, "the map has keys of " + map.size("key") + " bytes, not 4");
        }
    }

    private void ring(LintedMap map, String place) {
        long bytes = map.number("max_entries");
        if (map.size("key") != 0 || map.size("value") != 0) {
            findings.add(
                    LintRule.MAP_SHAPE,
                    Fate.parse("!libbpf !cilium<0.22 !aya !iproute2"),
                    place,
                    "the ring buffer has keys or values");
        } else if (bytes < PAGE || Long.bitCount(bytes) != 1) {
            findings.add(LintRule.RINGBUF_SIZE, place, "the ring buffer has " + bytes + " bytes");
        }
    }

    private void storage(LintedMap map, MapType type, String place) {
        boolean flags = type.requiredFlags().stream().allMatch(flag -> (map.number("map_flags") & flag.bit()) != 0);
        if (!flags
                || map.number("max_entries") != 0
                || map.type("key").isEmpty()
                || map.type("value").isEmpty()) {
            findings.add(
                    LintRule.MAP_SHAPE,
                    place,
                    "the map lacks a typed key or value, has entries, or lacks the flags " + type.requiredFlags());
        }
    }
}
