package dev.skep.processor.lowering;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.Extension;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.BitField;
import dev.skep.processor.type.BitField.Piece;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import java.nio.ByteOrder;

/** Bit-fields on their way between registers and memory. The first bits of a word are its low ones, on big-endian machines its high ones. */
final class BitFields {
    private final FunctionLowering function;
    private final boolean little;

    BitFields(FunctionLowering function) {
        this.function = function;
        this.little = function.unit.options().byteOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    /** Returns the number that the bits of a struct at an address are. */
    Scalar load(Value struct, int offset, JavaType type, BitField field) {
        var register = register(type, field);
        var all = function.builder.constant(register, 0);
        var taken = 0;
        for (var piece : field.pieces()) {
            var word = word(register, struct, offset, piece);
            var bits = and(shift(BinaryOp.LSHR, word, unused(piece)), piece.bits());
            all = little ? or(all, shift(BinaryOp.SHL, bits, taken)) : or(shift(BinaryOp.SHL, all, piece.bits()), bits);
            taken += piece.bits();
        }
        return number(all, type, field);
    }

    /** Puts the low bits of a number to the bits of a struct at an address; returns what they are then. */
    Scalar store(Value struct, int offset, JavaType type, BitField field, Scalar value) {
        var integer = type.integer().orElseThrow();
        var register = register(type, field);
        var number = function.converted(value, integer);
        if (integer.bits() < register.bits())
            number = function.builder.extend(Extension.ZERO, Integer.SIZE, register, number);
        var taken = 0;
        for (var piece : field.pieces()) {
            taken += piece.bits();
            var first = little ? taken - piece.bits() : field.size() - taken;
            put(struct, offset, piece, and(shift(BinaryOp.LSHR, number, first), piece.bits()));
        }
        return number(and(number, field.size()), type, field);
    }

    private void put(Value struct, int offset, Piece piece, Value bits) {
        var shifted = shift(BinaryOp.SHL, bits, unused(piece));
        var others = ~(mask(piece.bits()) << unused(piece));
        if (piece.bits() < piece.width().bits()) {
            var word = word(bits.type(), struct, offset, piece);
            shifted = or(binary(BinaryOp.AND, word, others), shifted);
        }
        function.builder.store(piece.width(), struct, offset + piece.offset(), shifted);
    }

    private Value word(ValueType register, Value struct, int offset, Piece piece) {
        return function.builder.load(register, piece.width(), Extension.ZERO, struct, offset + piece.offset());
    }

    /** Returns how many bits of a word are below those of a field. */
    private int unused(Piece piece) {
        return little ? piece.skip() : piece.width().bits() - piece.skip() - piece.bits();
    }

    private static ValueType register(JavaType type, BitField field) {
        var wide = type.integer().orElseThrow().bits() == Long.SIZE
                || field.pieces().stream().anyMatch(piece -> piece.width().bits() == Long.SIZE);
        return wide ? ValueType.I64 : ValueType.I32;
    }

    /** Returns the low bits, with nothing above them, as a number of the field's type. */
    private Scalar number(Value bits, JavaType type, BitField field) {
        Int integer = type.integer().orElseThrow();
        var value = bits;
        if (!integer.unsigned()) {
            var above = bits.type().bits() - field.size();
            value = shift(BinaryOp.ASHR, shift(BinaryOp.SHL, bits, above), above);
        }
        var narrow = value.type().bits() > integer.register().bits();
        return new Scalar(narrow ? function.builder.truncate(value) : value, type);
    }

    private Value shift(BinaryOp direction, Value value, int count) {
        return count == 0 ? value : binary(direction, value, count);
    }

    private Value and(Value value, int bits) {
        return bits == value.type().bits() ? value : binary(BinaryOp.AND, value, mask(bits));
    }

    private Value or(Value left, Value right) {
        return function.builder.binary(BinaryOp.OR, left, right);
    }

    private Value binary(BinaryOp operation, Value left, long right) {
        return function.builder.binary(operation, left, function.builder.constant(left.type(), right));
    }

    private static long mask(int bits) {
        return -1L >>> (Long.SIZE - bits);
    }
}
