package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Condition;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.kernel.Helper;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfArrayOfMaps;
import dev.skep.lang.BpfCpuMap;
import dev.skep.lang.BpfDevMap;
import dev.skep.lang.BpfDevMapHash;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfHashOfMaps;
import dev.skep.lang.BpfLpmTrie;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.BpfLruPerCpuHashMap;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.BpfPerCpuHashMap;
import dev.skep.lang.BpfQueue;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.BpfStack;
import dev.skep.lang.BpfXskMap;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Constant;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The methods of maps with values. */
final class MapCalls {
    private static final ValueType FOUND = ValueType.nullable(MemoryKind.MAP_VALUE);
    private static final ValueType INNER = ValueType.nullable(MemoryKind.MAP);
    private static final List<Class<?>> HASHES =
            List.of(BpfHashMap.class, BpfLruHashMap.class, BpfPerCpuHashMap.class, BpfLruPerCpuHashMap.class);
    private static final int MOST_ZEROED = 16;
    private static final int BPF_ANY = 0;
    private static final int BPF_NOEXIST = 1;
    private static final int BPF_EXIST = 2;

    private final FunctionLowering function;

    MapCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        for (var table : HASHES) {
            intrinsics.put(Calls.key(table, "lookupOrInsert"), this::lookupOrInsert);
            intrinsics.put(Calls.key(table, "insert"), call -> update(call, BPF_NOEXIST));
        }
        for (var table : HASHES) {
            intrinsics.put(Calls.key(table, "update"), call -> update(call, BPF_ANY));
            intrinsics.put(Calls.key(table, "delete"), this::delete);
            intrinsics.put(Calls.key(table, "lookup"), this::lookup);
        }
        intrinsics.put(Calls.key(BpfLpmTrie.class, "update"), call -> update(call, BPF_ANY));
        intrinsics.put(Calls.key(BpfLpmTrie.class, "delete"), this::delete);
        intrinsics.put(Calls.key(BpfLpmTrie.class, "lookup"), this::lookup);
        for (var array : List.of(BpfArray.class, BpfPerCpuArray.class)) {
            intrinsics.put(Calls.key(array, "lookup"), this::lookup);
            intrinsics.put(Calls.key(array, "update"), call -> update(call, BPF_ANY));
        }
        for (var maps : List.of(BpfArrayOfMaps.class, BpfHashOfMaps.class))
            intrinsics.put(Calls.key(maps, "lookup"), this::inner);
        for (var queue : List.of(BpfQueue.class, BpfStack.class))
            intrinsics.put(Calls.key(queue, "pushOver"), this::pushOver);
        for (var map : List.of(BpfDevMap.class, BpfDevMapHash.class, BpfCpuMap.class, BpfXskMap.class))
            intrinsics.put(Calls.key(map, "redirect"), this::redirect);
        intrinsics.put(Calls.key(BpfRingBuffer.class, "output"), this::output);
    }

    private Operand inner(Call call) {
        var map = map(call);
        var key = key(call, map);
        var builder = function.builder;
        var found = builder.callHelper(INNER, Helper.MAP_LOOKUP_ELEM, map.address(builder), key);
        return new Reference(
                Operand.Base.of(found),
                0,
                Optional.ofNullable(map.type().inner()).orElseThrow());
    }

    private Operand pushOver(Call call) {
        var map = map(call);
        var place = call.argument(0);
        function.helpers.require(call.tree(), Helper.MAP_PUSH_ELEM);
        var value = function.memory.address(
                place, "value", function.expressions.lower(place), map.type().value());
        var builder = function.builder;
        var flags = builder.constant(ValueType.I64, BPF_EXIST);
        return function.isZero(
                builder.callHelper(ValueType.I64, Helper.MAP_PUSH_ELEM, map.address(builder), value, flags));
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
        var keyAddress = function.memory.address(call.argument(0), "key", key, keyType(map));
        var valueAddress = function.memory.address(
                call.argument(1), "value", value, map.type().value());
        return function.isZero(update(map, keyAddress, valueAddress, flags));
    }

    private Operand delete(Call call) {
        var map = map(call);
        var key = key(call, map);
        var handle = map.address(function.builder);
        return function.isZero(function.builder.callHelper(ValueType.I64, Helper.MAP_DELETE_ELEM, handle, key));
    }

    /** The flags are what the helper returns where the map has no such entry. */
    private Operand redirect(Call call) {
        var map = map(call);
        List<Value> arguments = new ArrayList<>(List.of(map.address(function.builder)));
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
        var data = function.memory.address(
                place, "record", function.expressions.lower(place), map.type().value());
        var size = recordSize(call, map.type().value().memory().size());
        function.touching(place);
        var builder = function.builder;
        var flags = builder.constant(ValueType.I64, 0);
        return function.isZero(
                builder.callHelper(ValueType.I64, Helper.RINGBUF_OUTPUT, map.address(builder), data, size, flags));
    }

    /** Returns how many bytes of a record go to user space: all, or as many as are asked for. */
    private Value recordSize(Call call, int whole) {
        if (call.tree().getArguments().size() == 1) return function.builder.constant(ValueType.I64, whole);
        var tree = call.argument(1);
        var known = function.unit.constants().of(tree).map(Constant::value);
        if (known.isPresent() && (known.get() < 1 || known.get() > whole))
            throw function.refuse(
                    tree,
                    OUT_OF_BOUNDS,
                    known.get() + " bytes of a record that has " + whole,
                    "leave the number out to hand over the whole record");
        var bytes = function.expressions.scalar(tree);
        return function.conversions.index(bytes.value(), function.integer(bytes));
    }

    private Value lookup(Table map, Value key) {
        return function.builder.callHelper(FOUND, Helper.MAP_LOOKUP_ELEM, map.address(function.builder), key);
    }

    private Value update(Table map, Value key, Value value, int flags) {
        var handle = map.address(function.builder);
        var flagValue = function.builder.constant(ValueType.I64, flags);
        return function.builder.callHelper(ValueType.I64, Helper.MAP_UPDATE_ELEM, handle, key, value, flagValue);
    }

    private static Operand value(Table map, Value pointer) {
        return new Reference(Operand.Base.of(pointer), 0, map.type().value());
    }

    /** A map: one of the unit, or one that was found in another. */
    private record Table(Operand.Base base, MapClass type) {
        Value address(IrBuilder builder) {
            return base.pointer(builder);
        }
    }

    /** A map that was found may be null, which is the fault of the expression that yields it. */
    private Operand.Base found(ExpressionTree tree, Reference map) {
        var pointer = map.base().pointer(function.builder);
        return builder -> {
            function.touching(tree);
            return pointer;
        };
    }

    /** Returns the type of a map, null where it is none. */
    static @Nullable MapClass type(Operand operand) {
        return operand.type() instanceof MapClass type ? type : null;
    }

    private Table map(Call call) {
        var operand = function.expressions.lower(call.receiver());
        if (operand instanceof MapHandle map)
            return new Table(Operand.Base.of(builder -> builder.mapAddress(map.name())), map.type());
        if (operand instanceof Reference found && found.type() instanceof MapClass type)
            return new Table(found(call.receiver(), found), type);
        throw function.refuse(
                call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no map of this class");
    }

    private Value key(Call call, Table map) {
        return function.memory.address(
                call.argument(0), "key", function.expressions.lower(call.argument(0)), keyType(map));
    }

    private static Stored keyType(Table map) {
        return Optional.ofNullable(map.type().key()).orElseThrow();
    }
}
