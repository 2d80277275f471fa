package dev.skep.ir;

import dev.skep.asm.SourceLine;
import dev.skep.kernel.MapType;
import org.jspecify.annotations.Nullable;

/**
 * A map of the unit.
 *
 * @param key null where the type of map has no keys
 * @param value null where the type of map has no typed values
 * @param maxEntries entries, or bytes of a ring buffer
 * @param flags {@code BPF_F_*} bits
 */
public record MapDefinition(
        String name,
        MapType type,
        @Nullable BpfType key,
        @Nullable BpfType value,
        int maxEntries,
        int flags,
        Pinning pinning,
        SourceLine location) {
    /** Where user space finds the map. */
    public enum Pinning {
        NONE,
        BY_NAME
    }
}
