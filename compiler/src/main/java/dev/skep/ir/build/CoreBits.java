package dev.skep.ir.build;

import dev.skep.asm.CoreKind;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import java.nio.ByteOrder;

/**
 * Bit-fields of structs of the kernel. The loader says in which bytes the bits lie there and how far to shift them; the bytes are copied by a
 * helper, because how many they are is not known before.
 */
public final class CoreBits {
    private final IrBuilder builder;
    private final ByteOrder order;

    /** Emits by a builder, for machines of a byte order. */
    public CoreBits(IrBuilder builder, ByteOrder order) {
        this.builder = builder;
        this.order = order;
    }

    /**
     * A bit-field.
     *
     * @param struct that the pointer leads to
     * @param access the way from there
     * @param offset bytes to it in the layout that the loader corrects
     * @param bits how many
     * @param width of its type
     */
    public record Field(BpfType.StructReference struct, String access, int offset, int bits, Width width) {}

    /** {@code n = 0; probe_read_kernel(&n, size, pointer + offset); n << left >> right}, where {@code word} is {@code &n}. */
    public Value read(Value word, Value pointer, Field field, Extension sign) {
        builder.store(Width.DW, word, 0, builder.constant(ValueType.I64, 0));
        var size = asked(field, CoreKind.FIELD_BYTE_SIZE, field.width.bytes());
        var first = field.offset / field.width.bytes() * field.width.bytes();
        var from = builder.fieldAddress(pointer, field.struct.name(), field.access, first);
        builder.callHelper(ValueType.I64, Helper.PROBE_READ_KERNEL, low(word, size), size, from);
        var all = builder.load(ValueType.I64, Width.DW, Extension.ZERO, word, 0);
        var left = builder.binary(BinaryOp.SHL, all, asked(field, CoreKind.FIELD_LSHIFT_U64, top(field)));
        return builder.binary(
                sign == Extension.ZERO ? BinaryOp.LSHR : BinaryOp.ASHR,
                left,
                asked(field, CoreKind.FIELD_RSHIFT_U64, top(field)));
    }

    /** Returns where the low bytes of a word are. */
    private Value low(Value word, Value size) {
        if (order == ByteOrder.LITTLE_ENDIAN) return word;
        var rest = builder.binary(BinaryOp.SUB, builder.constant(ValueType.I64, Long.BYTES), size);
        return builder.binary(BinaryOp.ADD, word, rest);
    }

    /** How many bits of 64 the field leaves. Loaders do not compare a left shift with the layout: compilers may have chosen another word. */
    private static long top(Field field) {
        return (long) Long.SIZE - field.bits;
    }

    private Value asked(Field field, CoreKind kind, long local) {
        return builder.coreValue(kind, field.struct, field.access, local);
    }
}
