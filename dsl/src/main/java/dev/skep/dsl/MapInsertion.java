package dev.skep.dsl;

import dev.skep.asm.Condition;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.kernel.Helper;

/** Lookups that put in what is missing. */
final class MapInsertion {
    private static final ValueType FOUND = ValueType.nullable(MemoryKind.MAP_VALUE);

    /** So many zeroes are put into the frame; more are a constant of the object. */
    private static final int MOST_ZEROED = 16;

    private MapInsertion() {}

    /** The value under a key, zero if nothing was there; null where there is no room for it. */
    static <K extends Storable<?>> Value lookupOrInsert(Body body, HashMapDef<K, ?> map, K key) {
        map.require(body);
        map.key().require(body, key);
        var ir = HelperCalls.begin(body, Helper.MAP_UPDATE_ELEM);
        body.parts().add(map);
        var pointer = map.key().pointerTo(body, key, "key");
        var missing = ir.newBlock("missing");
        var hit = ir.newBlock("hit");
        var end = ir.newBlock("found", FOUND);
        var first = lookup(ir, map, pointer);
        body.branch(Condition.NE, first, ir.constant(FOUND, 0), hit, missing);
        body.begin(missing);
        ir.callHelper(
                ValueType.I64,
                Helper.MAP_UPDATE_ELEM,
                ir.mapAddress(map.toString()),
                pointer,
                zeroes(body, map.value()),
                ir.constant(ValueType.I64, UpdateFlag.NOEXIST.bits()));
        body.jump(end, lookup(ir, map, pointer));
        body.begin(hit);
        body.jump(end, first);
        body.begin(end);
        return ir.blockParameter(end, 0);
    }

    private static Value lookup(IrBuilder ir, HashMapDef<?, ?> map, Value key) {
        return ir.callHelper(FOUND, Helper.MAP_LOOKUP_ELEM, ir.mapAddress(map.toString()), key);
    }

    private static Value zeroes(Body body, Type<?> type) {
        var size = type.btf().size();
        if (size > MOST_ZEROED)
            return body.ir().globalAddress(body.parts().zeroes(size, body.ir().location()), 0);
        var zero = body.frame().scratch("zero", size);
        body.ir().zero(zero, 0, size);
        return zero;
    }
}
