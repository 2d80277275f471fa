package dev.skep.dsl;

import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;

/** Emits what programs do with maps that have no keys. */
final class QueueCalls {
    private QueueCalls() {}

    static <V extends Storable<?>> S64 push(Body body, MapDef<?> map, Type<V> type, V value, UpdateFlag flag) {
        map.require(body);
        type.require(body, value);
        var ir = HelperCalls.begin(body, Helper.MAP_PUSH_ELEM);
        var result = ir.callHelper(
                ValueType.I64,
                Helper.MAP_PUSH_ELEM,
                map.address(body),
                type.pointerTo(body, value, "value"),
                ir.constant(ValueType.I64, flag.bits()));
        return Types.S64.handle(body.computed(result));
    }

    /** Asks whether a value may be in a filter: 0, or a negative error number. */
    static <V extends Storable<?>> S64 mayContain(Body body, BloomFilterDef<V> map, V value) {
        map.require(body);
        map.valueType().require(body, value);
        var ir = HelperCalls.begin(body, Helper.MAP_PEEK_ELEM);
        var result = ir.callHelper(
                ValueType.I64,
                Helper.MAP_PEEK_ELEM,
                map.address(body),
                map.valueType().pointerTo(body, value, "value"));
        return Types.S64.handle(body.computed(result));
    }

    /** Takes a value, or looks at it: {@code target} is where it goes. */
    static <V extends Storable<R>, R> S64 take(Body body, Helper helper, QueueDef<V> map, R target) {
        map.require(body);
        var place = Memory.of(target).place();
        Memory.of(target).requireType(body, map.valueType());
        Memory.of(target).requireWritable(body);
        var ir = HelperCalls.begin(body, helper);
        var result = ir.callHelper(ValueType.I64, helper, map.address(body), place.address());
        return Types.S64.handle(body.computed(result));
    }

    static S64 output(Body body, RingBufferDef map, Struct record) {
        map.require(body);
        map.record().require(body, record);
        var ir = HelperCalls.begin(body, Helper.RINGBUF_OUTPUT);
        var size = ir.constant(ValueType.I64, map.record().size());
        body.parts().add(map.record().btf());
        var result = ir.callHelper(
                ValueType.I64,
                Helper.RINGBUF_OUTPUT,
                map.address(body),
                map.record().pointerTo(body, record, "record"),
                size,
                ir.constant(ValueType.I64, 0));
        return Types.S64.handle(body.computed(result));
    }

    static <A> Maybe<Reserved, A> reserve(FunctionBuilder<A> function, RingBufferDef map) {
        var body = function.body();
        map.require(body);
        var size = map.record().size();
        var ir = HelperCalls.begin(body, Helper.RINGBUF_RESERVE);
        body.parts().add(map.record().btf());
        var record = ir.callHelper(
                ValueType.nullable(MemoryKind.RECORD),
                Helper.RINGBUF_RESERVE,
                map.address(body),
                ir.constant(ValueType.I64, size),
                ir.constant(ValueType.I64, 0));
        var reservation =
                new Reservation("reserved record `" + map.record() + "`", "submit() or discard()", ir.location());
        body.reservations().hold(reservation);
        return new Maybe<>(
                function,
                "reserve(" + map + ")",
                Presence.held(
                        body, record, reservation, () -> new Reserved(map.record(), body.here(), record, reservation)));
    }
}
