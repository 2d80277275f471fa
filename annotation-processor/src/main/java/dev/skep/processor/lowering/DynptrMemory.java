package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.BpfDynptr;
import dev.skep.lang.BpfUserRingBuffer;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Callbacks.Parameter;
import dev.skep.processor.lowering.Operand.Dynptr;
import dev.skep.processor.lowering.Operand.Dynptr.Source;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What dynptrs lead to: memory in place, slices of packets, and what is known of it; and the dynptrs that a user ring buffer hands out. */
final class DynptrMemory {
    private static final ValueType FOUND = ValueType.nullable(MemoryKind.MEMORY);
    /** How a pointer to a dynptr shows. */
    static final BpfType DYNPTR = new BpfType.Pointer(StructType.outline("bpf_dynptr", 16));

    private final FunctionLowering function;
    private final KfuncCalls kfuncs;

    DynptrMemory(FunctionLowering function, KfuncCalls kfuncs) {
        this.function = function;
        this.kfuncs = kfuncs;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(BpfDynptr.class, "read"),      this::read);
        intrinsics.put(Calls.key(BpfDynptr.class, "write"),     this::write);
        intrinsics.put(Calls.key(BpfDynptr.class, "data"),      this::data);
        intrinsics.put(Calls.key(BpfDynptr.class, "slice"),     call -> slice(call, "bpf_dynptr_slice", Access.READ));
        intrinsics.put(Calls.key(BpfDynptr.class, "sliceRdwr"), call -> slice(call, "bpf_dynptr_slice_rdwr", Access.WRITE));
        intrinsics.put(Calls.key(BpfDynptr.class, "size"),      call -> new Scalar(asked(call, "bpf_dynptr_size"), Int.UINT));
        intrinsics.put(Calls.key(BpfDynptr.class, "isNull"),    call -> answer(call, "bpf_dynptr_is_null"));
        intrinsics.put(Calls.key(BpfDynptr.class, "isRdonly"),  call -> answer(call, "bpf_dynptr_is_rdonly"));
        intrinsics.put(Calls.key(BpfDynptr.class, "adjust"),    this::adjust);
        intrinsics.put(Calls.key(BpfDynptr.class, "copy"),      this::copy);
        intrinsics.put(Calls.key(BpfDynptr.class, "memset"),    this::memset);
        intrinsics.put(Calls.key(BpfUserRingBuffer.class, "drain"), this::drain);
        // spotless:on
    }

    private enum Access {
        READ,
        WRITE
    }

    /** Reads as many bytes as the program says, at most those of the array. */
    private Operand read(Call call) {
        function.helpers.require(call.tree(), Helper.DYNPTR_READ);
        var dynptr = DynptrCalls.dynptr(function, call);
        var array = function.arrays.once(function.arrays.array(call.argument(0)));
        function.places.writable(call.argument(0), array);
        var offset = number(call.argument(1));
        var length = length(call.argument(2), array);
        var memory = address(call.argument(0), array);
        var address = DynptrCalls.address(function, call.receiver(), dynptr);
        return copied(call, Helper.DYNPTR_READ, memory, length, address, offset, number(0));
    }

    /** Writes as many bytes as the program says, at most those of the array. */
    private Operand write(Call call) {
        function.helpers.require(call.tree(), Helper.DYNPTR_WRITE);
        var dynptr = DynptrCalls.dynptr(function, call);
        var offset = number(call.argument(0));
        var array = function.arrays.once(function.arrays.array(call.argument(1)));
        var length = length(call.argument(2), array);
        var flags = number(call.argument(3));
        var memory = address(call.argument(1), array);
        var address = DynptrCalls.address(function, call.receiver(), dynptr);
        return copied(call, Helper.DYNPTR_WRITE, address, offset, memory, length, flags);
    }

    private Operand copied(Call call, Helper helper, Value... arguments) {
        function.at(call.tree());
        return new Scalar(function.builder.callHelper(ValueType.I64, helper, arguments), Int.LONG);
    }

    /** How many bytes, which must be proved to be no more than the array has. */
    private Value length(ExpressionTree tree, Reference array) {
        return function.arrays.proved(tree, ArrayElements.length(array) + 1);
    }

    private Value address(ExpressionTree tree, Reference array) {
        SpecialValues.requirePlain(function, tree, array);
        function.touching(tree);
        return function.address(tree, array);
    }

    private Value number(long number) {
        return function.builder.constant(ValueType.I64, number);
    }

    private Operand data(Call call) {
        function.helpers.require(call.tree(), Helper.DYNPTR_DATA);
        var dynptr = DynptrCalls.dynptr(function, call);
        if (dynptr.source() == Source.PACKET)
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    function.quote(call.receiver()) + " is a packet, whose bytes may be in several pieces",
                    "take a slice: " + function.unit.sources().text(call.receiver()) + ".slice(offset, buffer)");
        var type = type(call.argument(1));
        var offset = number(call.argument(0));
        var address = DynptrCalls.address(function, call.receiver(), dynptr);
        function.at(call.tree());
        var size = function.builder.constant(ValueType.I64, type.memory().size());
        var data = function.builder.callHelper(FOUND, Helper.DYNPTR_DATA, address, offset, size);
        return new Reference(Operand.Base.of(data), 0, type);
    }

    private Stored type(ExpressionTree tree) {
        var named = function.classLiteral(tree).orElse(null);
        if (!(named instanceof Composite) && !(named instanceof CellClass))
            throw function.refuse(
                    tree, UNSUPPORTED_CALL, function.quote(tree) + " names no @Struct class, no record and no cell");
        function.pointers.requireNoPointers(tree, (Stored) named);
        SpecialValues.requireNone(function, tree, (Stored) named);
        return (Stored) named;
    }

    /** The buffer may be what comes back, so nobody keeps the result longer than that. */
    private Operand slice(Call call, String kfunc, Access access) {
        kfuncs.require(call.tree(), kfunc);
        var dynptr = DynptrCalls.dynptr(function, call);
        var offset = number(call.argument(0));
        var tree = call.argument(1);
        if (!(function.expressions.lower(tree) instanceof Reference buffer)
                || !(buffer.type() instanceof Stored stored)
                || FunctionLowering.isContext(buffer.base().pointer(function.builder)))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_CALL,
                    function.quote(tree) + " is no memory to copy to",
                    "pass a struct, an array or a cell that is made here: new Ipv4()");
        function.pointers.requireNoPointers(tree, stored);
        SpecialValues.requirePlain(function, tree, buffer);
        function.places.writable(tree, buffer);
        function.touching(tree);
        var room = function.address(tree, buffer);
        var address = DynptrCalls.address(function, call.receiver(), dynptr);
        function.at(call.tree());
        var size = function.builder.constant(ValueType.I64, stored.memory().size());
        var slice = function.builder.callKfunc(FOUND, kfunc, List.of(address, offset, room, size));
        function.loops.copied(slice, function.loops.of(buffer.base().pointer(function.builder)));
        if (access == Access.READ) function.places.readOnly(slice);
        return new Reference(new Operand.Base.Computed(slice, access == Access.READ), 0, stored);
    }

    private Value number(ExpressionTree tree) {
        var number = function.expressions.scalar(tree);
        return function.conversions.wide(number.value(), function.integer(number));
    }

    private Value asked(Call call, String kfunc, Value... more) {
        kfuncs.require(call.tree(), kfunc);
        var dynptr = DynptrCalls.dynptr(function, call);
        List<Value> arguments = new ArrayList<>(List.of(DynptrCalls.address(function, call.receiver(), dynptr)));
        arguments.addAll(List.of(more));
        function.at(call.tree());
        return function.builder.callKfunc(ValueType.I32, kfunc, arguments);
    }

    /** Of a {@code bool}, only the low byte comes back. */
    private Operand answer(Call call, String kfunc) {
        var raw = function.builder.extend(Extension.ZERO, Byte.SIZE, ValueType.I32, asked(call, kfunc));
        return new Scalar(raw, Int.BOOLEAN);
    }

    private Operand adjust(Call call) {
        var start = number(call.argument(0));
        return new Scalar(asked(call, "bpf_dynptr_adjust", start, number(call.argument(1))), Int.INT);
    }

    private Operand copy(Call call) {
        var offset = number(call.argument(0));
        var tree = call.argument(1);
        if (!(function.expressions.lower(tree) instanceof Dynptr source))
            throw function.refuse(tree, UNSUPPORTED_CALL, function.quote(tree) + " is no dynptr here");
        var from = DynptrCalls.address(function, tree, source);
        var start = number(call.argument(2));
        return new Scalar(asked(call, "bpf_dynptr_copy", offset, from, start, number(call.argument(3))), Int.INT);
    }

    private Operand memset(Call call) {
        var offset = number(call.argument(0));
        var size = number(call.argument(1));
        return new Scalar(asked(call, "bpf_dynptr_memset", offset, size, number(call.argument(2))), Int.INT);
    }

    private Operand drain(Call call) {
        var map = DynptrCalls.map(function, call);
        function.helpers.require(call.tree(), Helper.USER_RINGBUF_DRAIN);
        var sample = new Parameter(
                "sample",
                DYNPTR,
                ValueType.pointer(MemoryKind.MEMORY),
                (inside, pointer) -> new Dynptr(Operand.Base.of(pointer), Source.GIVEN, null));
        var handed = new Callbacks(function).hand(call.argument(0), "sample", List.of(sample));
        function.at(call.tree());
        var builder = function.builder;
        var seen = builder.callHelper(
                ValueType.I32,
                Helper.USER_RINGBUF_DRAIN,
                builder.mapAddress(map.name()),
                handed.function(function.builder),
                handed.context(),
                builder.constant(ValueType.I64, 0));
        return new Scalar(seen, Int.INT);
    }
}
