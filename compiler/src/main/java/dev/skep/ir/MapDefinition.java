package dev.skep.ir;

import dev.skep.asm.SourceLine;
import dev.skep.kernel.MapType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map of the unit.
 *
 * @param key null where the type of map has no keys
 * @param value null where the type of map has no typed values
 * @param maxEntries entries, or bytes of a ring buffer
 * @param flags {@code BPF_F_*} bits
 * @param details what few maps have
 */
public record MapDefinition(
        String name,
        MapType type,
        @Nullable BpfType key,
        @Nullable BpfType value,
        int maxEntries,
        int flags,
        Pinning pinning,
        Details details,
        SourceLine location) {
    /** A map without details. */
    public MapDefinition(
            String name,
            MapType type,
            @Nullable BpfType key,
            @Nullable BpfType value,
            int maxEntries,
            int flags,
            Pinning pinning,
            SourceLine location) {
        this(name, type, key, value, maxEntries, flags, pinning, Details.NONE, location);
    }

    /**
     * What few maps have.
     *
     * @param extra {@code map_extra}: how many hash functions a Bloom filter has
     * @param numaNode where its memory is, if a flag says that it matters
     * @param inner what the maps in it are like; null where it holds none
     * @param initial the names of the maps or programs in its first entries
     */
    public record Details(
            long extra, int numaNode, @Nullable MapDefinition inner, List<String> initial) {
        /** None of them. */
        public static final Details NONE = new Details(0, 0, null, List.of());

        public Details {
            initial = List.copyOf(initial);
        }
    }

    /** Where user space finds the map. */
    public enum Pinning {
        NONE,
        BY_NAME
    }
}
