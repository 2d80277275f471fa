package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.BpfType;
import dev.skep.ir.MapDefinition;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import org.jspecify.annotations.Nullable;

/** What all definitions of maps have in common. */
record MapDraft(
        String name, MapType type, int maxEntries, int flags, MapDefinition.Pinning pinning, SourceLine location) {
    static MapDraft of(String name, MapType type) {
        return new MapDraft(name, type, 0, 0, MapDefinition.Pinning.NONE, UserCode.line());
    }

    MapDraft withMaxEntries(int entries) {
        return new MapDraft(name, type, entries, flags, pinning, location);
    }

    MapDraft withFlags(MapFlag... wanted) {
        var bits = 0;
        for (var flag : wanted) bits |= flag.bit();
        return new MapDraft(name, type, maxEntries, bits, pinning, location);
    }

    MapDraft pinned() {
        return new MapDraft(name, type, maxEntries, flags, MapDefinition.Pinning.BY_NAME, location);
    }

    MapDefinition definition(@Nullable BpfType key, @Nullable BpfType value) {
        return new MapDefinition(name, type, key, value, maxEntries, flags, pinning, location);
    }
}
