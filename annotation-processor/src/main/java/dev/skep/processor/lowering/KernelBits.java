package dev.skep.processor.lowering;

import com.sun.source.tree.Tree;
import dev.skep.ir.BpfType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.CoreBits;
import dev.skep.kernel.Helper;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;

/** Bit-fields of structs of the kernel. */
final class KernelBits {
    private final FunctionLowering function;

    KernelBits(FunctionLowering function) {
        this.function = function;
    }

    /** Returns what such a field of the struct that a pointer leads to holds. */
    Scalar read(Tree place, KernelPart part, Value pointer, JavaType type) {
        var integer = type.integer().orElseThrow();
        function.helpers.require(place, Helper.PROBE_READ_KERNEL);
        var builder = function.builder;
        var layout = part.root().layout();
        function.unit.statics().struct(layout);
        var field = new CoreBits.Field(
                new BpfType.StructReference(layout.name()),
                part.access(),
                part.offset(),
                part.member().bitSize(),
                integer.width());
        var word = builder.stackAddress(function.scratch("bits", Int.ULONG));
        var bits = new CoreBits(builder, function.unit.options().byteOrder())
                .read(word, pointer, field, integer.extension());
        return new Scalar(integer.register() == ValueType.I32 ? builder.truncate(bits) : bits, type);
    }
}
