package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.RELEASED;
import static dev.skep.compiler.DiagnosticCode.UNRELEASED;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import dev.skep.asm.Condition;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Slot;
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
        if (!function.unit.attribution().isResource(call.tree()))
            throw function.refuse(
                    call.tree(), UNRELEASED, function.quote(call.tree()) + " is not the resource of a `try`");
        function.unit.require(call.tree(), Helper.RINGBUF_RESERVE.since(), "a ring buffer");
        var builder = function.builder;
        var size = builder.constant(ValueType.I64, map.type().value().memory().size());
        var flags = builder.constant(ValueType.I64, 0);
        var pointer = builder.callHelper(RESERVED, Helper.RINGBUF_RESERVE, builder.mapAddress(map.name()), size, flags);
        var handle = builder.newVariable("slot", RESERVED);
        builder.write(handle, pointer);
        return new Slot(handle, new SlotClass((Composite) map.type().value()));
    }

    private Operand value(Call call) {
        var slot = slot(call);
        return new Reference(Operand.Base.of(slot.handle()), 0, slot.type().record());
    }

    private Operand submit(Call call) {
        var slot = slot(call);
        release(slot, Helper.RINGBUF_SUBMIT);
        return new Nothing(Other.VOID);
    }

    /** Gives the room back unless that has happened. */
    void close(Slot slot) {
        var builder = function.builder;
        var pointer = builder.read(slot.handle());
        if (function.isNull(pointer)) return;
        var taken = builder.newBlock("taken");
        var end = builder.newBlock("closed");
        builder.branch(Condition.NE, pointer, function.nullOf(RESERVED), taken, end);
        function.place(taken);
        release(slot, Helper.RINGBUF_DISCARD);
        builder.jump(end);
        function.place(end);
    }

    private void release(Slot slot, Helper helper) {
        var builder = function.builder;
        Value pointer = builder.read(slot.handle());
        builder.callHelper(ValueType.I64, helper, pointer, builder.constant(ValueType.I64, 0));
        builder.write(slot.handle(), function.nullOf(RESERVED));
    }

    private Slot slot(Call call) {
        if (!(function.expressions.lower(call.receiver()) instanceof Slot slot))
            throw function.refuse(
                    call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no slot here");
        if (function.isNull(function.builder.read(slot.handle())))
            throw function.refuse(
                    call.receiver(), RELEASED, function.quote(call.receiver()) + " is null or submitted here");
        function.touching(call.receiver());
        return slot;
    }
}
