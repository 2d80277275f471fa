package dev.skep.processor.lowering;

import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Callbacks.Parameter;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.Stored;
import java.util.List;
import java.util.Optional;

/** What the kernel calls back with for an entry of a map: the map itself, the key and the value. */
final class EntryParameters {
    private EntryParameters() {}

    static List<Parameter> of(MapClass map) {
        Stored key = Optional.ofNullable(map.key()).orElseThrow();
        Stored value = map.value();
        return List.of(
                new Parameter(
                        "map",
                        new BpfType.Pointer(BpfType.VOID),
                        ValueType.pointer(MemoryKind.MAP),
                        (inside, pointer) -> new Nothing(Other.VOID)),
                new Parameter(
                        "key",
                        new BpfType.Pointer(key.memory()),
                        ValueType.pointer(MemoryKind.MEMORY),
                        (inside, pointer) -> content(inside, pointer, key)),
                new Parameter(
                        "value",
                        new BpfType.Pointer(value.memory()),
                        ValueType.pointer(MemoryKind.MAP_VALUE),
                        (inside, pointer) -> new Reference(Operand.Base.of(pointer), 0, value)));
    }

    /** Keys are values to Java. */
    private static Operand content(FunctionLowering inside, Value pointer, Stored key) {
        var integer = key.integer();
        if (integer.isEmpty()) return new Reference(Operand.Base.of(pointer), 0, key);
        Int type = integer.get();
        Value number = inside.builder.load(type.register(), type.width(), type.extension(), pointer, 0);
        return new Scalar(number, key);
    }
}
