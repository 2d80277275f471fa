package dev.skep.dsl;

import dev.skep.asm.Condition;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;

/** Emits what programs do with maps. */
final class MapCalls {
    private MapCalls() {}

    static <A, K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookup(
            FunctionBuilder<A> function, MapDef<K, V> map, K key) {
        var body = function.body();
        map.key().require(body, key);
        var ir = body.statement();
        body.parts().add(map);
        var value = ir.callHelper(
                ValueType.nullable(MemoryKind.MAP_VALUE),
                Helper.MAP_LOOKUP_ELEM,
                ir.mapAddress(map.toString()),
                map.key().pointerTo(body, key, "key"));
        return new Maybe<>(function, "lookup(" + map + ")", found(body, map.value(), value));
    }

    static <A, K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookupOrInsert(
            FunctionBuilder<A> function, HashMapDef<K, V> map, K key) {
        var body = function.body();
        var value = MapInsertion.lookupOrInsert(body, map, key);
        return new Maybe<>(function, "lookupOrInsert(" + map + ")", found(body, map.value(), value));
    }

    private static <V extends Storable<R>, R> Presence<R> found(Body body, Type<V> type, Value value) {
        return Presence.of(
                body, value, () -> Type.reference(type, new Place(body.here(), value, 0, Access.READ_WRITE)));
    }

    static <K extends Storable<?>, V extends Storable<?>> S64 update(
            Body body, MapDef<K, V> map, K key, V value, UpdateFlag flag) {
        map.key().require(body, key);
        map.value().require(body, value);
        var ir = body.statement();
        body.parts().add(map);
        var result = ir.callHelper(
                ValueType.I64,
                Helper.MAP_UPDATE_ELEM,
                ir.mapAddress(map.toString()),
                map.key().pointerTo(body, key, "key"),
                map.value().pointerTo(body, value, "value"),
                ir.constant(ValueType.I64, flag.bits()));
        return Types.S64.handle(body.computed(result));
    }

    static <K extends Storable<?>> S64 delete(Body body, HashMapDef<K, ?> map, K key) {
        map.key().require(body, key);
        var ir = body.statement();
        body.parts().add(map);
        var result = ir.callHelper(
                ValueType.I64,
                Helper.MAP_DELETE_ELEM,
                ir.mapAddress(map.toString()),
                map.key().pointerTo(body, key, "key"));
        return Types.S64.handle(body.computed(result));
    }

    static <A> Maybe<Reserved, A> reserve(FunctionBuilder<A> function, RingBufferDef ringBuffer) {
        var body = function.body();
        var size = ringBuffer.record().size();
        var ir = body.statement();
        body.parts().add(ringBuffer);
        var record = ir.callHelper(
                ValueType.nullable(MemoryKind.RECORD),
                Helper.RINGBUF_RESERVE,
                ir.mapAddress(ringBuffer.toString()),
                ir.constant(ValueType.I64, size),
                ir.constant(ValueType.I64, 0));
        var reservation = new Reservation(ringBuffer.record().toString(), ir.location());
        body.reservations().hold(reservation);
        return new Maybe<>(function, "reserve(" + ringBuffer + ")", new Presence<>() {
            @Override
            public void branch(BlockLabel present, BlockLabel absent) {
                branchOnNull(body, record, present, absent);
            }

            @Override
            public Reserved thing() {
                return new Reserved(ringBuffer.record(), body.here(), record, reservation);
            }

            @Override
            public Reservation reservation() {
                return reservation;
            }
        });
    }

    private static void branchOnNull(Body body, Value pointer, BlockLabel present, BlockLabel absent) {
        var null_ = body.ir().constant(pointer.type(), 0);
        body.branch(Condition.NE, pointer, null_, present, absent);
    }
}
