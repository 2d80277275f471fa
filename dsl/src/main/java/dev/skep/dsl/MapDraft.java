package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.BpfType;
import dev.skep.ir.MapDefinition;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapLimits;
import dev.skep.kernel.MapType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all definitions of maps have in common.
 *
 * @param extra how many hash functions a Bloom filter has
 * @param initial the names of the maps or programs in its first entries
 */
record MapDraft(
        String name,
        MapType type,
        int maxEntries,
        int flags,
        MapDefinition.Pinning pinning,
        long extra,
        int numaNode,
        List<String> initial,
        SourceLine location) {
    static MapDraft of(String name, MapType type) {
        var flags = 0;
        for (var flag : type.requiredFlags()) flags |= flag.bit();
        return new MapDraft(name, type, 0, flags, MapDefinition.Pinning.NONE, 0, 0, List.of(), UserCode.line());
    }

    MapDraft withMaxEntries(int entries) {
        if (type.entries() == MapType.Entries.ZERO || type.entries() == MapType.Entries.ONE)
            throw new IllegalArgumentException("map `" + name + "` has as many entries as the kernel makes");
        if (entries < 1)
            throw new IllegalArgumentException("map `" + name + "` has " + entries + " entries, need at least 1");
        return new MapDraft(name, type, entries, flags, pinning, extra, numaNode, initial, location);
    }

    MapDraft withFlags(MapFlag... wanted) {
        var bits = flags;
        for (var flag : wanted) {
            if (!type.flags().contains(flag))
                throw new IllegalArgumentException(
                        "map `" + name + "` has the flag " + flag + ", which maps of type " + type + " do not have");
            bits |= flag.bit();
        }
        return new MapDraft(name, type, maxEntries, bits, pinning, extra, numaNode, initial, location);
    }

    MapDraft withNumaNode(int node) {
        MapLimits.require(node, "NUMA node", 0, MapLimits.MOST_NODES);
        var bits = withFlags(MapFlag.NUMA_NODE).flags;
        return new MapDraft(name, type, maxEntries, bits, pinning, extra, node, initial, location);
    }

    MapDraft withExtra(long number) {
        return new MapDraft(name, type, maxEntries, flags, pinning, number, numaNode, initial, location);
    }

    MapDraft withInitial(List<String> names) {
        return new MapDraft(name, type, maxEntries, flags, pinning, extra, numaNode, List.copyOf(names), location);
    }

    MapDraft pinned() {
        return new MapDraft(
                name, type, maxEntries, flags, MapDefinition.Pinning.BY_NAME, extra, numaNode, initial, location);
    }

    /** Throws unless the oldest kernel makes such a map. */
    void requireKernel(Rules rules) {
        for (var flag : MapFlag.values())
            if ((flags & flag.bit()) != 0)
                rules.requireKernel(flag.since(), "`BPF_F_" + flag + "` of map `" + name + "`");
    }

    MapDefinition definition(@Nullable BpfType key, @Nullable BpfType value, @Nullable MapDefinition inner) {
        var details = new MapDefinition.Details(extra, numaNode, inner, initial);
        return new MapDefinition(name, type, key, value, maxEntries, flags, pinning, details, location);
    }
}
