package dev.skep.dsl;

import dev.skep.kernel.MapLimits;
import dev.skep.kernel.MapType;
import org.jspecify.annotations.Nullable;

/** Knows of a value that it is not among those that were put in, or may be. Kernel 5.16. */
public final class BloomFilterDef<V extends Storable<?>> extends MapDef<BloomFilterDef<V>> {
    private final Type<V> value;

    private BloomFilterDef(MapDraft draft, Type<V> value) {
        super(draft);
        this.value = value;
    }

    /** A filter. */
    public static <V extends Storable<?>> BloomFilterDef<V> bloomFilter(String name, Type<V> value) {
        return new BloomFilterDef<>(MapDraft.of(name, MapType.BLOOM_FILTER), value);
    }

    /** Returns the same filter with that many hash functions, 5 else. */
    public BloomFilterDef<V> hashes(int count) {
        MapLimits.require(count, "number of hash functions", 1, MapLimits.MOST_HASHES);
        return with(draft().withExtra(count));
    }

    @Override
    BloomFilterDef<V> with(MapDraft changed) {
        return new BloomFilterDef<>(changed, value);
    }

    @Override
    @Nullable
    Type<?> keyType() {
        return null;
    }

    @Override
    Type<V> valueType() {
        return value;
    }
}
