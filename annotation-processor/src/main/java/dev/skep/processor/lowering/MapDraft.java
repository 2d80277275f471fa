package dev.skep.processor.lowering;

import dev.skep.asm.SourceLine;
import dev.skep.ir.BpfType;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.MapDefinition.Details;
import dev.skep.ir.MapDefinition.Pinning;
import dev.skep.kernel.MapLimits;
import dev.skep.processor.type.JavaType.MapClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a chain of calls has said of a map so far. */
final class MapDraft {
    final MapClass type;
    int entries;
    int flags;
    int numaNode;
    long extra;
    int depth = MapLimits.STACK_DEPTH;
    Pinning pinning = Pinning.NONE;

    @Nullable
    MapDefinition inner;

    List<String> initial = List.of();

    MapDraft(MapClass type) {
        this.type = type;
    }

    MapDefinition definition(String name, SourceLine place) {
        for (var flag : type.kind().requiredFlags()) flags |= flag.bit();
        var details = new Details(extra, numaNode, inner, initial);
        return new MapDefinition(name, type.kind(), key(), value(), entries, flags, pinning, details, place);
    }

    private @Nullable BpfType key() {
        return switch (type.kind()) {
            case RINGBUF, USER_RINGBUF, ARENA -> null;
            case PERF_EVENT_ARRAY -> BpfType.U32;
            default -> type.key() == null ? null : type.key().memory();
        };
    }

    private @Nullable BpfType value() {
        return switch (type.kind()) {
            case RINGBUF, USER_RINGBUF, ARENA -> null;
            case PERF_EVENT_ARRAY -> BpfType.U32;
            case STACK_TRACE -> new BpfType.Array(BpfType.U64, MapLimits.stackWords(depth, flags));
            default -> inner != null || !initial.isEmpty() ? null : type.value().memory();
        };
    }
}
