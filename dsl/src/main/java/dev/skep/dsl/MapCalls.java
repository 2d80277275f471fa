package dev.skep.dsl;

import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.MapType;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Emits what programs do with maps that have keys. */
final class MapCalls {
    private static final ValueType FOUND = ValueType.nullable(MemoryKind.MAP_VALUE);

    /** The first kernel in which programs find sockets in maps. */
    private static final KernelVersion SOCKETS = new KernelVersion(5, 8);

    private static final Set<MapType> PER_CPU =
            EnumSet.of(MapType.PERCPU_ARRAY, MapType.PERCPU_HASH, MapType.LRU_PERCPU_HASH);
    private static final Set<MapType> ARRAYS = EnumSet.of(MapType.ARRAY, MapType.PERCPU_ARRAY);

    private MapCalls() {}

    static <A, K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookup(
            FunctionBuilder<A> function, KeyedMap<K, V> map, K key) {
        var body = function.body();
        var value = find(body, any(map), key(map), key, FOUND);
        return new Maybe<>(function, "lookup(" + map + ")", found(body, value(map), value));
    }

    static <A, K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookupPerCpu(
            FunctionBuilder<A> function, KeyedMap<K, V> map, K key, U32 cpu) {
        var body = function.body();
        var any = any(map);
        if (!PER_CPU.contains(any.type()))
            throw new IllegalArgumentException("map `" + map + "` has no value for each CPU");
        any.require(body);
        key(map).require(body, key);
        Types.U32.require(body, cpu);
        var ir = HelperCalls.begin(body, Helper.MAP_LOOKUP_PERCPU_ELEM);
        var address = any.address(body);
        var pointer = key(map).pointerTo(body, key, "key");
        var number = Conversion.wide(body, cpu.operand(), Types.U32);
        var value = ir.callHelper(FOUND, Helper.MAP_LOOKUP_PERCPU_ELEM, address, pointer, number);
        return new Maybe<>(function, "lookupPerCpu(" + map + ")", found(body, value(map), value));
    }

    static <A, K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookupOrInsert(
            FunctionBuilder<A> function, HashMapDef<K, V> map, K key) {
        var body = function.body();
        var value = MapInsertion.lookupOrInsert(body, map, key);
        return new Maybe<>(function, "lookupOrInsert(" + map + ")", found(body, map.value(), value));
    }

    static <A, K extends Storable<?>, I extends Storable<?>, V extends Storable<?>> Maybe<FoundMap<I, V>, A> lookup(
            FunctionBuilder<A> function, MapOfMapsDef<K, I, V> map, K key) {
        var body = function.body();
        var value = find(body, map, map.key(), key, ValueType.nullable(MemoryKind.MAP));
        return new Maybe<>(
                function,
                "lookup(" + map + ")",
                Presence.of(body, value, () -> new FoundMap<>(map.inner(), body.here(), value)));
    }

    static <A, K extends Storable<?>> Maybe<Socket, A> lookup(FunctionBuilder<A> function, SocketMapDef<K> map, K key) {
        var body = function.body();
        body.rules().requireKernel(SOCKETS, "a lookup of sockets");
        body.rules().requireHelper(Helper.SK_RELEASE);
        var value = find(body, map, map.key(), key, ValueType.nullable(MemoryKind.SOCKET));
        return socket(function, "lookup(" + map + ")", value);
    }

    /** A reference to a socket that a helper may have returned. */
    static <A> Maybe<Socket, A> socket(FunctionBuilder<A> function, String name, Value value) {
        var body = function.body();
        var reservation = new Reservation("socket", "release()", body.ir().location());
        body.reservations().hold(reservation);
        return new Maybe<>(
                function,
                name,
                Presence.held(body, value, reservation, () -> new Socket(body.here(), value, reservation)));
    }

    static <V extends Storable<R>, R> Presence<R> found(Body body, Type<V> type, Value value) {
        return Presence.of(
                body, value, () -> Type.reference(type, new Place(body.here(), value, 0, Access.READ_WRITE)));
    }

    static <K extends Storable<?>, V extends Storable<?>> S64 update(
            Body body, KeyedMap<K, V> map, K key, V value, UpdateFlag flag) {
        var any = any(map);
        any.require(body);
        key(map).require(body, key);
        value(map).require(body, value);
        var ir = HelperCalls.begin(body, Helper.MAP_UPDATE_ELEM);
        var result = ir.callHelper(
                ValueType.I64,
                Helper.MAP_UPDATE_ELEM,
                any.address(body),
                key(map).pointerTo(body, key, "key"),
                value(map).pointerTo(body, value, "value"),
                ir.constant(ValueType.I64, flag.bits()));
        return Types.S64.handle(body.computed(result));
    }

    static <K extends Storable<?>> S64 delete(Body body, KeyedMap<K, ?> map, K key) {
        var any = any(map);
        if (ARRAYS.contains(any.type()))
            throw new IllegalArgumentException("map `" + map + "` is an array, whose entries are always there");
        return delete(body, any, key(map), key);
    }

    static <K extends Storable<?>> S64 delete(Body body, AnyMap map, Type<K> type, K key) {
        map.require(body);
        type.require(body, key);
        var ir = HelperCalls.begin(body, Helper.MAP_DELETE_ELEM);
        var result = ir.callHelper(
                ValueType.I64, Helper.MAP_DELETE_ELEM, map.address(body), type.pointerTo(body, key, "key"));
        return Types.S64.handle(body.computed(result));
    }

    private static <K extends Storable<?>> Value find(Body body, AnyMap map, Type<K> type, K key, ValueType found) {
        map.require(body);
        type.require(body, key);
        var ir = HelperCalls.begin(body, Helper.MAP_LOOKUP_ELEM);
        return ir.callHelper(found, Helper.MAP_LOOKUP_ELEM, map.address(body), type.pointerTo(body, key, "key"));
    }

    /** All that there are of the one are of the other. */
    static AnyMap any(KeyedMap<?, ?> map) {
        return (AnyMap) map;
    }

    @SuppressWarnings("unchecked") // a keyed map says what its keys are
    static <K extends Storable<?>> Type<K> key(KeyedMap<K, ?> map) {
        return (Type<K>) known(any(map).keyType());
    }

    @SuppressWarnings("unchecked") // a keyed map says what its values are
    static <V extends Storable<?>> Type<V> value(KeyedMap<?, V> map) {
        return (Type<V>) known(any(map).valueType());
    }

    static <T> T known(@Nullable T type) {
        return Objects.requireNonNull(type, "a keyed map has both types");
    }
}
