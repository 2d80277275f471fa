package dev.skep.object.internal.rules;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfType;
import dev.skep.kernel.MapType;
import dev.skep.kernel.MapType.Shape;
import dev.skep.object.BpfMap;
import dev.skep.object.BpfMap.Pinning;
import dev.skep.object.MapPart;
import dev.skep.object.MapSlots;
import dev.skep.object.MapSlots.InnerMaps;
import dev.skep.object.MapSlots.Programs;
import dev.skep.object.ObjectProblem.Kind;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What a map of each type can be made of. */
final class MapRules {
    /** Keys are compared on the kernel's stack. */
    private static final int MAX_KEY = 512;

    private static final int PAGE = 4096;
    private static final long MAX_ARENA_PAGES = (1L << 32) / PAGE;
    private static final int PREFIX_LENGTH = 4;
    private static final int MAX_PREFIX_DATA = 256;
    private static final int CGROUP_STORAGE_KEY = 16;

    /** These keep their values with an object of the kernel, which wants to know the types. */
    private static final Set<MapType> TYPED =
            EnumSet.of(MapType.SK_STORAGE, MapType.INODE_STORAGE, MapType.TASK_STORAGE, MapType.CGRP_STORAGE);

    private static final Set<MapType> OF_MAPS = EnumSet.of(MapType.ARRAY_OF_MAPS, MapType.HASH_OF_MAPS);
    private static final Set<MapType> WITH_EXTRA = EnumSet.of(MapType.BLOOM_FILTER, MapType.ARENA);

    private final BtfGraph btf;
    private final BpfMap map;
    private final Problems.About problems;

    private MapRules(BtfGraph btf, BpfMap map, Problems.About problems) {
        this.btf = btf;
        this.map = map;
        this.problems = problems;
    }

    static void check(BtfGraph btf, BpfMap map, Problems.About problems) {
        var rules = new MapRules(btf, map, problems);
        rules.part("key", map.key(), map.type().key(), Kind.MAP_KEY);
        rules.entries();
        rules.flags();
        map.slots().inner().ifPresent(rules::inner);
        rules.slots();
        boolean filled = !map.slots().equals(MapSlots.NONE) && map.value().equals(MapPart.NONE);
        if (!filled) {
            rules.part("value", map.value(), map.type().value(), Kind.MAP_VALUE);
        }
    }

    private void slots() {
        int slots = map.slots().initial().size();
        require(
                slots <= map.maxEntries(),
                Kind.MAP_SLOTS,
                () -> "starts with " + slots + " maps or programs, the limit is its " + map.maxEntries() + " entries");
        require(
                map.type() == MapType.PROG_ARRAY || !(map.slots() instanceof Programs),
                Kind.MAP_SLOTS,
                () -> "has programs, which only PROG_ARRAY has");
        require(
                slots == 0 || map.key().size(btf) == Integer.BYTES,
                Kind.MAP_SLOTS,
                () -> "has maps or programs in it and keys of " + map.key().size(btf) + " bytes, loaders count in 4");
    }

    private void inner(InnerMaps inner) {
        var template = inner.template();
        require(
                OF_MAPS.contains(map.type()),
                Kind.MAP_SLOTS,
                () -> "has inner maps, which only these types have: " + OF_MAPS);
        require(
                template.slots().equals(MapSlots.NONE) && template.pinning() == Pinning.NONE,
                Kind.MAP_SLOTS,
                () -> "has inner maps that are pinned or hold maps themselves");
        check(btf, template, problems);
    }

    private void part(String what, MapPart part, Shape shape, Kind kind) {
        if (!require(
                part.type().map(btf::contains).orElse(true),
                kind,
                () -> "has a " + what + " of a type that is not there")) {
            return;
        }
        long bytes = part.size(btf);
        boolean needsType = TYPED.contains(map.type());
        require(
                suits(part, bytes, shape),
                kind,
                () -> "has a " + what + " of " + describe(part, bytes) + ", allowed is " + text(shape));
        require(
                !needsType || part.type().isPresent(),
                kind,
                () -> "has a " + what + " without a type, which the kernel wants to know");
        require(
                kind != Kind.MAP_KEY || bytes <= MAX_KEY,
                kind,
                () -> "has a key of " + bytes + " bytes, the limit is " + MAX_KEY);
    }

    private boolean suits(MapPart part, long bytes, Shape shape) {
        return switch (shape) {
            case NONE -> part.equals(MapPart.NONE);
            case ANY -> bytes > 0;
            case INT32 -> bytes == Integer.BYTES && resolvesTo(part, BtfType.Int.class);
            case INT32_OR_64 -> bytes == Integer.BYTES || bytes == Long.BYTES;
            case PREFIX ->
                bytes > PREFIX_LENGTH
                        && bytes <= PREFIX_LENGTH + MAX_PREFIX_DATA
                        && resolvesTo(part, BtfType.Struct.class);
            case CGROUP -> bytes == Long.BYTES || bytes == CGROUP_STORAGE_KEY;
            case FRAMES -> bytes > 0 && bytes % Long.BYTES == 0;
            case LOADER -> false;
        };
    }

    private static String text(Shape shape) {
        return switch (shape) {
            case NONE -> "none";
            case ANY -> "1 byte or more";
            case INT32 -> "4 bytes or a 32-bit integer";
            case INT32_OR_64 -> "4 or 8 bytes";
            case PREFIX -> "5 to 260 bytes or such a struct, the length of the prefix first";
            case CGROUP -> "8 bytes or a struct bpf_cgroup_storage_key";
            case FRAMES -> "a multiple of 8 bytes";
            case LOADER -> "what the loader makes, which makes the whole map";
        };
    }

    private void entries() {
        long entries = map.maxEntries();
        boolean allowed =
                switch (map.type().entries()) {
                    case POSITIVE -> entries > 0;
                    case ZERO -> entries == 0;
                    case ONE -> entries == 1;
                    case ZERO_IS_CPUS -> true;
                    case BYTES -> entries >= PAGE && Long.bitCount(entries) == 1;
                    case PAGES -> entries > 0 && entries <= MAX_ARENA_PAGES;
                };
        require(
                allowed,
                Kind.MAP_ENTRIES,
                () -> "has " + entries + " entries, allowed is "
                        + text(map.type().entries()));
    }

    private static String text(MapType.Entries entries) {
        return switch (entries) {
            case POSITIVE -> "1 or more";
            case ZERO -> "0";
            case ONE -> "1";
            case ZERO_IS_CPUS -> "any number";
            case BYTES -> "a power of two, " + PAGE + " or more";
            case PAGES -> "1 to " + MAX_ARENA_PAGES;
        };
    }

    private void flags() {
        var unknown = new TreeSet<>(map.flags());
        unknown.removeAll(map.type().flags());
        require(
                unknown.isEmpty(),
                Kind.MAP_FLAGS,
                () -> "has the flags " + unknown + ", allowed are " + map.type().flags());
        var missing = new TreeSet<>(map.type().requiredFlags());
        missing.removeAll(map.flags());
        require(missing.isEmpty(), Kind.MAP_FLAGS, () -> "lacks the flags " + missing);
        require(
                map.extra() == 0 || WITH_EXTRA.contains(map.type()),
                Kind.MAP_FLAGS,
                () -> "has the extra number " + Long.toUnsignedString(map.extra()) + ", which means something only to "
                        + WITH_EXTRA);
    }

    private boolean resolvesTo(MapPart part, Class<? extends BtfType> kind) {
        return part.type()
                .map(type -> btf.type(btf.resolve(type), kind).isPresent())
                .orElse(true);
    }

    private String describe(MapPart part, long bytes) {
        return part.type().map(type -> btf.describe(type) + " with ").orElse("") + bytes + " bytes";
    }

    private boolean require(boolean holds, Kind kind, Supplier<String> otherwise) {
        return problems.require(
                holds, kind, () -> "map " + map.name() + " of type " + map.type() + " " + otherwise.get());
    }
}
