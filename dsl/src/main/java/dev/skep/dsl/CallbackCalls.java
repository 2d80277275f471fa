package dev.skep.dsl;

import dev.skep.asm.Condition;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.kernel.Helper;
import java.util.List;
import java.util.function.BiConsumer;

/** Emits calls of helpers that call back. */
final class CallbackCalls {
    private static final BpfType ANYTHING = new BpfType.Pointer(BpfType.VOID);

    private CallbackCalls() {}

    static S32 loop(Body body, U32 rounds, BiConsumer<U32, Loop> statements) {
        Types.U32.require(body, rounds);
        body.rules().requireHelper(Helper.LOOP);
        body.statement();
        var count = rounds.to(Types.U64).operand().in(body, Types.U64);
        var index = new Callback.Parameter("index", BpfType.U32, ValueType.I32);
        var callback = Callback.write(
                body,
                "loop",
                List.of(index),
                (values, loop) -> statements.accept(Types.U32.handle(body.computed(values.get(0))), loop));
        return Types.S32.handle(body.computed(unlessNone(body.ir(), count, callback)));
    }

    /**
     * A function that the verifier knows to be called no time is gone when kernels up to 6.18 look for its address, and they refuse the program;
     * behind a branch that is never taken the address is gone, too.
     */
    private static Value unlessNone(IrBuilder ir, Value count, Callback callback) {
        var some = ir.newBlock("some");
        var none = ir.newBlock("none");
        var end = ir.newBlock("end", ValueType.I32);
        ir.branch(Condition.NE, count, ir.constant(ValueType.I64, 0), some, none);
        ir.position(none);
        ir.seal(none);
        ir.jump(end, ir.constant(ValueType.I32, 0));
        ir.position(some);
        ir.seal(some);
        ir.jump(end, called(ir, Helper.LOOP, count, callback));
        ir.position(end);
        ir.seal(end);
        return ir.blockParameter(end, 0);
    }

    static <K extends Storable<?>, V extends Storable<R>, R> S32 forEach(
            Body body, KeyedMap<K, V> map, EntryVisitor<K, R> visitor) {
        body.rules().requireHelper(Helper.FOR_EACH_MAP_ELEM);
        var any = MapCalls.any(map);
        var keys = MapCalls.key(map);
        var values = MapCalls.value(map);
        any.require(body);
        body.statement();
        var callback = Callback.write(
                body,
                "entry",
                List.of(
                        new Callback.Parameter("map", ANYTHING, ValueType.pointer(MemoryKind.MAP)),
                        pointer("key", keys, MemoryKind.MEMORY),
                        pointer("value", values, MemoryKind.MAP_VALUE)),
                (handed, loop) -> {
                    var key = new Place(body.here(), handed.get(1), 0, Access.readOnly("the key of a map"));
                    var value = new Place(body.here(), handed.get(2), 0, Access.READ_WRITE);
                    visitor.visit(keys.read(key), Type.reference(values, value), loop);
                });
        return Types.S32.handle(
                body.computed(called(body.ir(), Helper.FOR_EACH_MAP_ELEM, any.address(body), callback)));
    }

    private static Callback.Parameter pointer(String name, Type<?> to, MemoryKind kind) {
        return new Callback.Parameter(name, new BpfType.Pointer(to.btf()), ValueType.pointer(kind));
    }

    private static Value called(IrBuilder ir, Helper helper, Value subject, Callback callback) {
        var flags = ir.constant(ValueType.I64, 0);
        return ir.callHelper(ValueType.I32, helper, subject, callback.function(ir), callback.captured(), flags);
    }
}
