package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.lang.ArenaPtr;
import dev.skep.lang.BpfArena;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArenaClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Arenas and pointers into them. Such a pointer is a reference to what it leads to. */
final class ArenaCalls {
    private static final int NO_NODE = -1;

    private final FunctionLowering function;
    private final KfuncCalls kfuncs;

    ArenaCalls(FunctionLowering function, KfuncCalls kfuncs) {
        this.function = function;
        this.kfuncs = kfuncs;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(BpfArena.class, "allocPages"),   this::allocPages);
        intrinsics.put(Calls.key(BpfArena.class, "freePages"),    call -> pages(call, "bpf_arena_free_pages"));
        intrinsics.put(Calls.key(BpfArena.class, "reservePages"), call -> pages(call, "bpf_arena_reserve_pages"));
        intrinsics.put(Calls.key(ArenaPtr.class, "to"),           this::to);
        intrinsics.put(Calls.key(ArenaPtr.class, "at"),           this::at);
        intrinsics.put(Calls.key(ArenaPtr.class, "get"),          this::get);
        intrinsics.put(Calls.key(ArenaPtr.class, "set"),          this::set);
        intrinsics.put(Calls.key(ArenaPtr.class, "plus"),         call -> moved(call, BinaryOp.ADD));
        intrinsics.put(Calls.key(ArenaPtr.class, "minus"),        call -> moved(call, BinaryOp.SUB));
        intrinsics.put(Calls.key(ArenaPtr.class, "as"),           this::as);
        intrinsics.put(Calls.key(ArenaPtr.class, "address"),      this::address);
        // spotless:on
    }

    private Operand allocPages(Call call) {
        kfuncs.require(call.tree(), "bpf_arena_alloc_pages");
        var builder = function.builder;
        var target = target(call, function.type(call.tree()));
        List<Value> arguments = new ArrayList<>();
        arguments.add(map(call));
        arguments.add(builder.constant(ValueType.I64, 0));
        arguments.add(count(call, 0));
        arguments.add(builder.constant(ValueType.I32, NO_NODE));
        arguments.add(builder.constant(ValueType.I64, 0));
        function.at(call.tree());
        return reference(builder.callKfunc(ArenaPointers.ADDRESS, "bpf_arena_alloc_pages", arguments), target);
    }

    private Operand pages(Call call, String kfunc) {
        kfuncs.require(call.tree(), kfunc);
        var arguments = List.of(map(call), pointer(call.argument(0)), count(call, 1));
        function.at(call.tree());
        var isVoid = function.result(call) == Other.VOID;
        var result = function.builder.callKfunc(isVoid ? ValueType.I64 : ValueType.I32, kfunc, arguments);
        return isVoid ? new Nothing(Other.VOID) : new Scalar(result, Int.INT);
    }

    private Value map(Call call) {
        if (function.expressions.lower(call.receiver()) instanceof MapHandle map)
            return function.builder.mapAddress(map.name());
        throw function.refuse(call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no arena here");
    }

    private Value count(Call call, int argument) {
        return function.converted(function.expressions.scalar(call.argument(argument)), Int.UINT);
    }

    private Value pointer(ExpressionTree tree) {
        return function.arenas.address(tree, function.expressions.lower(tree));
    }

    private Reference receiver(Call call) {
        return function.arenas.pointer(call.receiver(), function.expressions.lower(call.receiver()));
    }

    private static Reference reference(Value address, JavaType target) {
        return new Reference(Operand.Base.of(address), 0, target);
    }

    private Stored target(Call call, JavaType type) {
        if (!(type instanceof ArenaClass pointer) || !(pointer.target() instanceof Stored target))
            throw function.refuse(
                    call.tree(), UNSUPPORTED_CALL, function.quote(call.tree()) + " is not known to lead to a struct");
        SpecialValues.requireNone(function, call.tree(), target);
        return target;
    }

    private Operand to(Call call) {
        var tree = call.argument(0);
        var operand = function.places.memory(tree).orElseGet(() -> function.expressions.lower(tree));
        return function.arenas.pointer(tree, operand);
    }

    private Operand at(Call call) {
        var number = function.expressions.scalar(call.argument(0));
        var address = function.conversions.wide(number.value(), function.integer(number));
        return reference(
                function.builder.reinterpret(ArenaPointers.ADDRESS, address), target(call, function.type(call.tree())));
    }

    private Operand get(Call call) {
        var target = receiver(call);
        return target.type() instanceof RecordClass ? function.memory.fields(call.receiver(), target) : target;
    }

    private Operand set(Call call) {
        var target = receiver(call);
        return PtrCalls.set(function, call, target, function.expressions.lower(call.argument(0)));
    }

    private Operand moved(Call call, BinaryOp operation) {
        var pointer = receiver(call);
        var size = ((Stored) pointer.type()).memory().size();
        var tree = call.argument(0);
        var known = function.unit.constants().of(tree);
        var builder = function.builder;
        if (known.isPresent()) {
            var offset = pointer.offset()
                    + (operation == BinaryOp.ADD ? 1 : -1) * known.get().value() * size;
            if (offset == (int) offset) return new Reference(pointer.base(), (int) offset, pointer.type());
        }
        var number = function.expressions.scalar(tree);
        var elements = function.conversions.wide(number.value(), function.integer(number));
        var bytes = builder.binary(BinaryOp.MUL, elements, builder.constant(ValueType.I64, size));
        function.touching(call.receiver());
        return reference(builder.binary(operation, function.address(pointer), bytes), pointer.type());
    }

    private Operand as(Call call) {
        var target = target(call, function.type(call.tree()));
        return receiver(call).as(target);
    }

    private Operand address(Call call) {
        var address = function.address(receiver(call));
        return new Scalar(function.builder.reinterpret(ValueType.I64, address), Int.ULONG);
    }
}
