package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.DYNPTR_MEMORY;
import static dev.skep.compiler.DiagnosticCode.RELEASED;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.BpfDynptr;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Kernel;
import dev.skep.lang.SkBuff;
import dev.skep.lang.XdpContext;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Dynptr;
import dev.skep.processor.lowering.Operand.Dynptr.Source;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.Stored;
import java.util.List;
import java.util.Map;

/**
 * Where dynptrs come from, and how those of ring buffers go. Each has 16 bytes of the frame of its own; the one value that is their address
 * leads to nothing but calls, so that nobody reads, writes or moves them.
 */
final class DynptrCalls {
    private static final int BYTES = 16;

    private final FunctionLowering function;
    private final KfuncCalls kfuncs;

    DynptrCalls(FunctionLowering function, KfuncCalls kfuncs) {
        this.function = function;
        this.kfuncs = kfuncs;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(Kernel.class,                   "dynptrFromMem"), this::fromMem);
        intrinsics.put(Calls.key(SkBuff.class,                   "dynptr"),        call -> fromPacket(call, "bpf_dynptr_from_skb"));
        intrinsics.put(Calls.key(SkBuff.class,                   "metadataDynptr"), call -> fromPacket(call, "bpf_dynptr_from_skb_meta"));
        intrinsics.put(Calls.key(XdpContext.class,               "dynptr"),        call -> fromPacket(call, "bpf_dynptr_from_xdp"));
        intrinsics.put(Calls.key(BpfRingBuffer.class,            "reserveDynptr"), this::reserve);
        intrinsics.put(Calls.key(BpfRingBuffer.DynptrSlot.class, "submit"),        this::submit);
        intrinsics.put(Calls.key(BpfDynptr.class,                "clone"),         this::copied);
        // spotless:on
        new DynptrMemory(function, kfuncs).register(intrinsics);
    }

    /** Returns the dynptr in front of the dot. */
    static Dynptr dynptr(FunctionLowering function, Call call) {
        if (function.expressions.lower(call.receiver()) instanceof Dynptr dynptr) return dynptr;
        throw function.refuse(
                call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no dynptr here");
    }

    /** Returns the address of a dynptr as calls take it; one that was given back has none. */
    static Value address(FunctionLowering function, ExpressionTree tree, Dynptr dynptr) {
        var address = dynptr.base().pointer(function.builder);
        if (function.isNull(address))
            throw function.refuse(tree, RELEASED, function.quote(tree) + " is submitted here");
        var known = ((ValueType.Pointer) address.type()).nullness() == ValueType.Nullness.NON_NULL;
        if (known) return address;
        function.touching(tree);
        return function.builder.reinterpret(ValueType.pointer(MemoryKind.STACK), address);
    }

    private Value fresh() {
        return function.builder.stackAddress(function.builder.newSlot("dynptr", BYTES, Long.BYTES));
    }

    private Value zero() {
        return function.builder.constant(ValueType.I64, 0);
    }

    private Operand fromMem(Call call) {
        function.helpers.require(call.tree(), Helper.DYNPTR_FROM_MEM);
        var tree = call.argument(0);
        var memory = memory(tree);
        var size = ((Stored) memory.type()).memory().size();
        var address = fresh();
        function.touching(tree);
        var start = function.address(tree, memory);
        var bytes = function.builder.constant(ValueType.I64, size);
        function.builder.callHelper(ValueType.I64, Helper.DYNPTR_FROM_MEM, start, bytes, zero(), address);
        return new Dynptr(Operand.Base.of(address), Source.MAP_VALUE, null);
    }

    private Reference memory(ExpressionTree tree) {
        var operand = function.places.memory(tree).orElseGet(() -> function.expressions.lower(tree));
        var isValue = operand instanceof Reference memory
                && memory.type() instanceof Stored
                && memory.base().pointer(function.builder).type() instanceof ValueType.Pointer pointer
                && pointer.kind() == MemoryKind.MAP_VALUE;
        if (!isValue) throw function.refuse(tree, DYNPTR_MEMORY, function.quote(tree) + " is no map value");
        SpecialValues.requirePlain(function, tree, (Reference) operand);
        return function.places.writable(tree, (Reference) operand);
    }

    private Operand fromPacket(Call call, String kfunc) {
        kfuncs.require(call.tree(), kfunc);
        var context = Calls.reference(function, call.receiver());
        var address = fresh();
        function.touching(call.receiver());
        var start = context.base().pointer(function.builder);
        function.builder.callKfunc(ValueType.I32, kfunc, List.of(start, zero(), address));
        return new Dynptr(Operand.Base.of(address), Source.PACKET, null);
    }

    private Operand reserve(Call call) {
        var map = map(function, call);
        function.guards.requireTry(call);
        function.helpers.require(call.tree(), Helper.RINGBUF_RESERVE_DYNPTR);
        var number = function.expressions.scalar(call.argument(0));
        var bytes = function.conversions.index(number.value(), function.integer(number));
        var builder = function.builder;
        var address = fresh();
        function.at(call.tree());
        builder.callHelper(
                ValueType.I64, Helper.RINGBUF_RESERVE_DYNPTR, builder.mapAddress(map.name()), bytes, zero(), address);
        var variable = builder.newVariable("dynptr", ValueType.nullable(MemoryKind.STACK));
        builder.write(variable, address);
        var held = builder.newVariable("held", ValueType.I32);
        builder.write(held, builder.constant(ValueType.I32, 1));
        var guard = new Guard(
                held,
                Other.DYNPTR,
                (code, unused) -> code.callHelper(
                        ValueType.I64, Helper.RINGBUF_DISCARD_DYNPTR, address, code.constant(ValueType.I64, 0)));
        return new Dynptr(Operand.Base.of(variable), Source.RECORD, new Dynptr.Taken(guard, variable));
    }

    static MapHandle map(FunctionLowering function, Call call) {
        if (function.expressions.lower(call.receiver()) instanceof MapHandle map) return map;
        throw function.refuse(
                call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no map of this class");
    }

    private Operand submit(Call call) {
        var dynptr = dynptr(function, call);
        var taken = dynptr.taken();
        if (taken == null) throw new IllegalStateException(call.tree() + " has nothing to submit");
        var address = address(function, call.receiver(), dynptr);
        function.at(call.tree());
        function.guards.release(
                taken.held(),
                (code, unused) -> code.callHelper(
                        ValueType.I64, Helper.RINGBUF_SUBMIT_DYNPTR, address, code.constant(ValueType.I64, 0)));
        function.builder.write(taken.address(), function.nullOf(taken.address().type()));
        return new Nothing(Other.VOID);
    }

    private Operand copied(Call call) {
        kfuncs.require(call.tree(), "bpf_dynptr_clone");
        var dynptr = dynptr(function, call);
        var address = fresh();
        var original = address(function, call.receiver(), dynptr);
        function.at(call.tree());
        function.builder.callKfunc(ValueType.I32, "bpf_dynptr_clone", List.of(original, address));
        return new Dynptr(whileHeld(dynptr, address), dynptr.source(), null);
    }

    /** What is given back takes its copies along. */
    private Operand.Base whileHeld(Dynptr original, Value address) {
        if (original.source() != Source.RECORD) return Operand.Base.of(address);
        return code -> function.isNull(original.base().pointer(code))
                ? function.nullOf(ValueType.nullable(MemoryKind.STACK))
                : address;
    }
}
