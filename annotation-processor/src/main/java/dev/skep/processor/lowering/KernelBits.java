package dev.skep.processor.lowering;

import com.sun.source.tree.Tree;
import dev.skep.asm.CoreKind;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BpfType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import java.nio.ByteOrder;

/**
 * Bit-fields of structs of the kernel. The loader says in which bytes the bits lie there and how far to shift them; the bytes are copied by a
 * helper, because how many they are is not known before.
 */
final class KernelBits {
    private final FunctionLowering function;

    KernelBits(FunctionLowering function) {
        this.function = function;
    }

    /** {@code n = 0; probe_read_kernel(&n, size, pointer + offset); n << left >> right}. */
    Scalar read(Tree place, KernelPart part, Value pointer, Int type) {
        function.helpers.require(place, Helper.PROBE_READ_KERNEL);
        var builder = function.builder;
        var layout = part.root().layout();
        function.unit.statics().struct(layout);
        var word = builder.stackAddress(function.scratch("bits", Int.ULONG));
        function.memory.store(word, 0, Int.ULONG, false, builder.constant(ValueType.I64, 0));
        var size = asked(part, CoreKind.FIELD_BYTE_SIZE, type.width().bytes());
        var bytes = function.unit.options().byteOrder() == ByteOrder.LITTLE_ENDIAN
                ? word
                : builder.binary(
                        BinaryOp.ADD,
                        word,
                        builder.binary(BinaryOp.SUB, builder.constant(ValueType.I64, Long.BYTES), size));
        var first = part.offset() / type.width().bytes() * type.width().bytes();
        var from = builder.fieldAddress(pointer, layout.name(), part.access(), first);
        builder.callHelper(ValueType.I64, Helper.PROBE_READ_KERNEL, bytes, size, from);
        var all = function.memory.load(word, 0, Int.ULONG, false);
        var left = builder.binary(
                BinaryOp.SHL, function.scalar(place, all).value(), asked(part, CoreKind.FIELD_LSHIFT_U64, top(part)));
        var right = builder.binary(
                type.unsigned() ? BinaryOp.LSHR : BinaryOp.ASHR,
                left,
                asked(part, CoreKind.FIELD_RSHIFT_U64, top(part)));
        return new Scalar(type.register() == ValueType.I32 ? builder.truncate(right) : right, type);
    }

    /** How many bits of 64 the field leaves. Loaders do not compare a left shift with the layout: compilers may have chosen another word. */
    private static long top(KernelPart part) {
        return (long) Long.SIZE - part.member().bitSize();
    }

    private Value asked(KernelPart part, CoreKind kind, long local) {
        var struct = new BpfType.StructReference(part.root().layout().name());
        return function.builder.coreValue(kind, struct, part.access(), local);
    }
}
