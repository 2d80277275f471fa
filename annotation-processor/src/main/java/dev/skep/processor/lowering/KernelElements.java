package dev.skep.processor.lowering;

import dev.skep.asm.CoreKind;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.KernelPart.Shift;

/**
 * Elements of arrays in structs of the kernel by indices that only the program knows. The loader finds the last element, so that it refuses a
 * kernel whose array has fewer, and the program goes back from there: {@code (p - (last - index) * size)->array[last]}. An array without a
 * length is gone through from its first element on. A struct has the size that the kernel gives it.
 */
final class KernelElements {
    private static final ValueType UNTRUSTED = ValueType.nullable(MemoryKind.UNTRUSTED);

    private final FunctionLowering function;

    KernelElements(FunctionLowering function) {
        this.function = function;
    }

    /** Returns the pointer that the way of a part begins at, moved by the indices in it; what was moved can only be read by a helper. */
    Value shifted(KernelPart part, Value pointer) {
        if (part.shifts().isEmpty()) return pointer;
        var builder = function.builder;
        var address = builder.reinterpret(ValueType.I64, pointer);
        for (var shift : part.shifts()) {
            var distance = distance(shift);
            address = builder.binary(BinaryOp.ADD, address, builder.binary(BinaryOp.MUL, distance, size(part, shift)));
        }
        return builder.reinterpret(UNTRUSTED, address);
    }

    /** Returns how many elements behind the one that the way has the index means. */
    private Value distance(Shift shift) {
        if (shift.length() == 0) return function.arrays.provedPositive(shift.index());
        var index = function.arrays.proved(shift.index(), shift.length());
        return function.builder.binary(
                BinaryOp.SUB, index, function.builder.constant(ValueType.I64, shift.length() - 1));
    }

    private Value size(KernelPart part, Shift shift) {
        var size = shift.element().size();
        if (!(innermost(shift.element()) instanceof StructType)) return function.builder.constant(ValueType.I64, size);
        var layout = part.root().layout();
        function.unit.statics().struct(layout);
        return function.builder.coreValue(
                CoreKind.FIELD_BYTE_SIZE, new BpfType.StructReference(layout.name()), shift.access(), size);
    }

    private static BpfType innermost(BpfType type) {
        return type instanceof BpfType.Array array ? innermost(array.element()) : type;
    }
}
