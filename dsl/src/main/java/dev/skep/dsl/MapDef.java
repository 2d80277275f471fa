package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.Value;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map of an object: it becomes part of every object whose programs use it.
 *
 * @param <D> itself
 */
public abstract sealed class MapDef<D extends MapDef<D>> extends AnyMap
        permits HashMapDef,
                ArrayDef,
                QueueDef,
                BloomFilterDef,
                MapOfMapsDef,
                ProgArrayDef,
                PerfEventArrayDef,
                RingBufferDef,
                UserRingBufferDef,
                StackTraceDef,
                RedirectMapDef,
                SocketMapDef,
                CgroupArrayDef,
                StorageDef {
    private final MapDraft draft;

    MapDef(MapDraft draft) {
        this.draft = draft;
    }

    /** Returns the same kind of map with other settings. */
    abstract D with(MapDraft changed);

    /**
     * Returns the same map for that many entries, at most or at all.
     *
     * @throws IllegalArgumentException when such a map cannot have as many
     */
    public final D maxEntries(int entries) {
        return with(draft.withMaxEntries(entries));
    }

    /**
     * Returns the same map created with these flags.
     *
     * @throws IllegalArgumentException when such a map does not have one of them
     */
    public final D flags(MapFlag... flags) {
        return with(draft.withFlags(flags));
    }

    /** Returns the same map with its memory on a NUMA node. */
    public final D numaNode(int node) {
        return with(draft.withNumaNode(node));
    }

    /** Returns the same map pinned by its name, so that objects share it. */
    public final D pinned() {
        return with(draft.pinned());
    }

    final MapDraft draft() {
        return draft;
    }

    /** Returns what the object says of it. */
    MapDefinition definition() {
        return definition(null);
    }

    /** Returns the maps that it holds from the start. */
    List<MapDef<?>> contents() {
        return List.of();
    }

    final MapDefinition definition(@Nullable MapDefinition inner) {
        return draft.definition(btf(keyType()), btf(valueType()), inner);
    }

    private static @Nullable BpfType btf(@Nullable Type<?> type) {
        return type == null ? null : type.btf();
    }

    @Override
    final MapType type() {
        return draft.type();
    }

    @Override
    final void require(Body body) {
        require(body.rules());
    }

    /** Throws unless the oldest kernel makes such a map. */
    final void require(Rules rules) {
        draft.requireKernel(rules);
        SpinLock.requireAllowed(this, rules);
    }

    @Override
    final Value address(Body body) {
        body.parts().add(this);
        return body.ir().mapAddress(toString());
    }

    /** Returns the name. */
    @Override
    public final String toString() {
        return draft.name();
    }
}
