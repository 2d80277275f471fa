package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.RELEASED;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.kernel.Helper;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.SlotClass;
import java.util.Map;

/** Room in ring buffers: taken by {@code reserve}, given back by {@code submit} or at the end of its {@code try}. */
final class SlotCalls {
    private static final ValueType RESERVED = ValueType.nullable(MemoryKind.RECORD);

    private final FunctionLowering function;

    SlotCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(BpfRingBuffer.class,      "reserve"), this::reserve);
        intrinsics.put(Calls.key(BpfRingBuffer.Slot.class, "value"),   this::value);
        intrinsics.put(Calls.key(BpfRingBuffer.Slot.class, "submit"),  this::submit);
        // spotless:on
    }

    private Operand reserve(Call call) {
        if (!(function.expressions.lower(call.receiver()) instanceof MapHandle map))
            throw function.refuse(
                    call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no map of this class");
        function.guards.requireTry(call);
        function.unit.require(call.tree(), Helper.RINGBUF_RESERVE.since(), "a ring buffer");
        var builder = function.builder;
        var size = builder.constant(ValueType.I64, map.type().value().memory().size());
        var flags = builder.constant(ValueType.I64, 0);
        var pointer = builder.callHelper(RESERVED, Helper.RINGBUF_RESERVE, builder.mapAddress(map.name()), size, flags);
        var type = new SlotClass((Composite) map.type().value());
        return function.guards.taken(pointer, type, (code, taken) -> release(code, Helper.RINGBUF_DISCARD, taken));
    }

    private Operand value(Call call) {
        var slot = slot(call);
        return new Reference(Operand.Base.of(slot.handle()), 0, ((SlotClass) slot.type()).record());
    }

    private Operand submit(Call call) {
        function.guards.release(slot(call), (code, taken) -> release(code, Helper.RINGBUF_SUBMIT, taken));
        return new Nothing(Other.VOID);
    }

    private static void release(IrBuilder code, Helper helper, Value taken) {
        code.callHelper(ValueType.I64, helper, taken, code.constant(ValueType.I64, 0));
    }

    private Guard slot(Call call) {
        if (!(function.expressions.lower(call.receiver()) instanceof Guard slot) || !(slot.type() instanceof SlotClass))
            throw function.refuse(
                    call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no slot here");
        if (function.isNull(function.builder.read(slot.handle())))
            throw function.refuse(
                    call.receiver(), RELEASED, function.quote(call.receiver()) + " is null or submitted here");
        function.touching(call.receiver());
        return slot;
    }
}
