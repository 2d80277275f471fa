package dev.skep.object;

import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A map.
 *
 * @param name the name
 * @param type the kind of map
 * @param key what its keys are
 * @param value what its values are
 * @param maxEntries how many entries it has at most; the bytes of a ring buffer
 * @param flags what it is made with
 * @param extra {@code map_extra}, by the rules of the type: all 64 bits of it
 * @param pinning whether loaders share it by name
 * @param slots what the maps or programs in it are, if it holds such
 * @param numaNode where its memory is; the kernel looks at it with {@link MapFlag#NUMA_NODE} only
 */
public record BpfMap(
        String name,
        MapType type,
        MapPart key,
        MapPart value,
        long maxEntries,
        Set<MapFlag> flags,
        long extra,
        Pinning pinning,
        MapSlots slots,
        long numaNode) {
    private static final long MAX = 0xFFFF_FFFFL;

    public BpfMap {
        if (maxEntries < 0 || maxEntries > MAX) {
            throw new IllegalArgumentException("map " + name + " has " + maxEntries + " entries, the limit is " + MAX);
        }
        if (numaNode < 0 || numaNode > MAX) {
            throw new IllegalArgumentException("map " + name + " is on node " + numaNode + ", the limit is " + MAX);
        }
        flags = Collections.unmodifiableSet(copy(flags));
    }

    /** A map wherever its memory is. */
    public BpfMap(
            String name,
            MapType type,
            MapPart key,
            MapPart value,
            long maxEntries,
            Set<MapFlag> flags,
            long extra,
            Pinning pinning,
            MapSlots slots) {
        this(name, type, key, value, maxEntries, flags, extra, pinning, slots, 0);
    }

    /** A map without flags that is not pinned. */
    public static BpfMap of(String name, MapType type, MapPart key, MapPart value, long maxEntries) {
        return new BpfMap(name, type, key, value, maxEntries, Set.of(), 0, Pinning.NONE, MapSlots.NONE);
    }

    /** This map with these flags. */
    public BpfMap withFlags(MapFlag... newFlags) {
        return new BpfMap(name, type, key, value, maxEntries, Set.of(newFlags), extra, pinning, slots, numaNode);
    }

    /** This map pinned by its name, or not. */
    public BpfMap withPinning(Pinning newPinning) {
        return new BpfMap(name, type, key, value, maxEntries, flags, extra, newPinning, slots, numaNode);
    }

    /** This map with this {@code map_extra}. */
    public BpfMap withExtra(long newExtra) {
        return new BpfMap(name, type, key, value, maxEntries, flags, newExtra, pinning, slots, numaNode);
    }

    /** This map with these maps or programs in it. */
    public BpfMap withSlots(MapSlots newSlots) {
        return new BpfMap(name, type, key, value, maxEntries, flags, extra, pinning, newSlots, numaNode);
    }

    /** This map with its memory on this NUMA node: sets {@link MapFlag#NUMA_NODE}, which the kernel knows since 4.14. */
    public BpfMap withNumaNode(long node) {
        var with = copy(flags);
        with.add(MapFlag.NUMA_NODE);
        return new BpfMap(name, type, key, value, maxEntries, with, extra, pinning, slots, node);
    }

    private static Set<MapFlag> copy(Set<MapFlag> flags) {
        var copy = EnumSet.noneOf(MapFlag.class);
        copy.addAll(flags);
        return copy;
    }

    /** Whether loaders share a map by its name. */
    public enum Pinning {
        /** Every load makes a new map. */
        NONE,
        /** The first load pins it below {@code /sys/fs/bpf}, later ones take it from there. */
        BY_NAME
    }
}
