package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Condition;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfDevMap;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfLpmTrie;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods of maps with values. */
final class MapCalls {
    private static final ValueType FOUND = ValueType.nullable(MemoryKind.MAP_VALUE);
    private static final int MOST_ZEROED = 16;
    private static final int BPF_ANY = 0;
    private static final int BPF_NOEXIST = 1;

    private final FunctionLowering function;

    MapCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        for (var table : List.of(BpfHashMap.class, BpfLruHashMap.class)) {
            intrinsics.put(Calls.key(table, "lookupOrInsert"), this::lookupOrInsert);
            intrinsics.put(Calls.key(table, "insert"), call -> update(call, BPF_NOEXIST));
        }
        for (var table : List.of(BpfHashMap.class, BpfLruHashMap.class, BpfLpmTrie.class)) {
            intrinsics.put(Calls.key(table, "update"), call -> update(call, BPF_ANY));
            intrinsics.put(Calls.key(table, "delete"), this::delete);
        }
        for (var map :
                List.of(BpfHashMap.class, BpfLruHashMap.class, BpfLpmTrie.class, BpfArray.class, BpfPerCpuArray.class))
            intrinsics.put(Calls.key(map, "lookup"), this::lookup);
        intrinsics.put(Calls.key(BpfDevMap.class, "redirect"), this::redirect);
        intrinsics.put(Calls.key(BpfRingBuffer.class, "output"), this::output);
    }

    private Operand lookup(Call call) {
        var map = map(call);
        var key = key(call, map);
        return value(map, lookup(map, key));
    }

    private Operand lookupOrInsert(Call call) {
        var map = map(call);
        var key = key(call, map);
        var builder = function.builder;
        var missing = builder.newBlock("missing");
        var end = builder.newBlock("found", FOUND);
        var first = lookup(map, key);
        var found = builder.newBlock("hit");
        builder.branch(Condition.NE, first, function.nullOf(FOUND), found, missing);
        function.place(missing);
        update(map, key, zeroes(map.type().value()), BPF_NOEXIST);
        builder.jump(end, lookup(map, key));
        function.place(found);
        builder.jump(end, first);
        function.place(end);
        return value(map, builder.blockParameter(end, 0));
    }

    /** A few zeroes are put into the frame; many are a constant of the object. */
    private Value zeroes(Stored type) {
        var size = type.memory().size();
        if (size > MOST_ZEROED)
            return function.builder.globalAddress(function.unit.statics().zeroes(size, function.builder.location()), 0);
        var zero = function.builder.stackAddress(function.scratch("zero", type));
        function.builder.zero(zero, 0, size);
        return zero;
    }

    private Operand update(Call call, int flags) {
        var map = map(call);
        var key = function.expressions.lower(call.argument(0));
        var value = function.expressions.lower(call.argument(1));
        var keyAddress = address(call.argument(0), "key", key, keyType(map));
        var valueAddress = address(call.argument(1), "value", value, map.type().value());
        return function.isZero(update(map, keyAddress, valueAddress, flags));
    }

    private Operand delete(Call call) {
        var map = map(call);
        var key = key(call, map);
        var handle = function.builder.mapAddress(map.name());
        return function.isZero(function.builder.callHelper(ValueType.I64, Helper.MAP_DELETE_ELEM, handle, key));
    }

    /** The flags are what the helper returns where the map has no such entry. */
    private Operand redirect(Call call) {
        var map = map(call);
        List<Value> arguments = new ArrayList<>(List.of(function.builder.mapAddress(map.name())));
        for (var argument : call.tree().getArguments()) {
            var scalar = function.expressions.scalar(argument);
            arguments.add(function.conversions.index(scalar.value(), function.integer(scalar)));
        }
        if (arguments.size() == 2) arguments.add(function.builder.constant(ValueType.I64, 0));
        function.at(call.tree());
        var verdict = function.builder.callHelper(ValueType.I32, Helper.REDIRECT_MAP, arguments.toArray(Value[]::new));
        return new Scalar(verdict, function.result(call));
    }

    private Operand output(Call call) {
        var map = map(call);
        var place = call.argument(0);
        var data = address(
                place, "record", function.expressions.lower(place), map.type().value());
        var bytes = function.expressions.scalar(call.argument(1));
        var size = function.conversions.index(bytes.value(), function.integer(bytes));
        function.touching(place);
        var builder = function.builder;
        var flags = builder.constant(ValueType.I64, 0);
        return function.isZero(builder.callHelper(
                ValueType.I64, Helper.RINGBUF_OUTPUT, builder.mapAddress(map.name()), data, size, flags));
    }

    private Value lookup(MapHandle map, Value key) {
        return function.builder.callHelper(FOUND, Helper.MAP_LOOKUP_ELEM, function.builder.mapAddress(map.name()), key);
    }

    private Value update(MapHandle map, Value key, Value value, int flags) {
        var handle = function.builder.mapAddress(map.name());
        var flagValue = function.builder.constant(ValueType.I64, flags);
        return function.builder.callHelper(ValueType.I64, Helper.MAP_UPDATE_ELEM, handle, key, value, flagValue);
    }

    private static Operand value(MapHandle map, Value pointer) {
        return new Reference(Operand.Base.of(pointer), 0, map.type().value());
    }

    private MapHandle map(Call call) {
        if (function.expressions.lower(call.receiver()) instanceof MapHandle map) return map;
        throw function.refuse(
                call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no map of this class");
    }

    private Value key(Call call, MapHandle map) {
        return address(call.argument(0), "key", function.expressions.lower(call.argument(0)), keyType(map));
    }

    private static Stored keyType(MapHandle map) {
        return Optional.ofNullable(map.type().key()).orElseThrow();
    }

    /** What lies in memory goes over where it lies; values are put into the frame. */
    private Value address(ExpressionTree tree, String purpose, Operand operand, Stored type) {
        if (operand instanceof Reference reference && !(type instanceof RecordClass))
            return function.address(reference);
        if (type instanceof RecordClass || operand instanceof Scalar)
            return function.memory.inFrame(tree, purpose, operand, type);
        throw function.refuse(
                tree, UNSUPPORTED_CALL, "a `" + operand.type().text() + "` is no " + purpose + " of this map");
    }
}
