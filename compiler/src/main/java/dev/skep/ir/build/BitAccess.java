package dev.skep.ir.build;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.BitField;
import dev.skep.ir.Extension;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.nio.ByteOrder;

/** Bit-fields on their way between registers and memory. The first bits of a word are its low ones, on big-endian machines its high ones. */
public final class BitAccess {
    private final IrBuilder builder;
    private final boolean little;

    /** Emits by a builder, for machines of a byte order. */
    public BitAccess(IrBuilder builder, ByteOrder order) {
        this.builder = builder;
        this.little = order == ByteOrder.LITTLE_ENDIAN;
    }

    /** Returns the number that the bits of a struct at an address are, extended by their sign in a register. */
    public Value load(Value struct, int offset, BitField field, ValueType type, Extension sign) {
        var register = register(type, field);
        var all = builder.constant(register, 0);
        var taken = 0;
        for (var piece : field.pieces()) {
            var word = word(register, struct, offset, piece);
            var bits = and(shift(BinaryOp.LSHR, word, unused(piece)), piece.bits());
            all = little ? or(all, shift(BinaryOp.SHL, bits, taken)) : or(shift(BinaryOp.SHL, all, piece.bits()), bits);
            taken += piece.bits();
        }
        return number(all, field, type, sign);
    }

    /** Puts the low bits of a number to the bits of a struct at an address; returns what they are then. */
    public Value store(Value struct, int offset, BitField field, Value value, Extension sign) {
        var type = (ValueType.Int) value.type();
        var register = register(type, field);
        var number = type == register ? value : builder.extend(Extension.ZERO, Integer.SIZE, register, value);
        var taken = 0;
        for (var piece : field.pieces()) {
            taken += piece.bits();
            var first = little ? taken - piece.bits() : field.size() - taken;
            put(struct, offset, piece, and(shift(BinaryOp.LSHR, number, first), piece.bits()));
        }
        return number(and(number, field.size()), field, type, sign);
    }

    private void put(Value struct, int offset, BitField.Piece piece, Value bits) {
        var shifted = shift(BinaryOp.SHL, bits, unused(piece));
        var others = ~(mask(piece.bits()) << unused(piece));
        if (piece.bits() < piece.width().bits()) {
            var word = word(bits.type(), struct, offset, piece);
            shifted = or(binary(BinaryOp.AND, word, others), shifted);
        }
        builder.store(piece.width(), struct, offset + piece.offset(), shifted);
    }

    private Value word(ValueType register, Value struct, int offset, BitField.Piece piece) {
        return builder.load(register, piece.width(), Extension.ZERO, struct, offset + piece.offset());
    }

    /** Returns how many bits of a word are below those of a field. */
    private int unused(BitField.Piece piece) {
        return little ? piece.skip() : piece.width().bits() - piece.skip() - piece.bits();
    }

    private static ValueType register(ValueType type, BitField field) {
        var wide = type.bits() == Long.SIZE
                || field.pieces().stream().anyMatch(piece -> piece.width().bits() == Long.SIZE);
        return wide ? ValueType.I64 : ValueType.I32;
    }

    /** Returns the low bits, with nothing above them, as a number. */
    private Value number(Value bits, BitField field, ValueType type, Extension sign) {
        var value = bits;
        if (sign == Extension.SIGN) {
            var above = bits.type().bits() - field.size();
            value = shift(BinaryOp.ASHR, shift(BinaryOp.SHL, bits, above), above);
        }
        return value.type().bits() > type.bits() ? builder.truncate(value) : value;
    }

    private Value shift(BinaryOp direction, Value value, int count) {
        return count == 0 ? value : binary(direction, value, count);
    }

    private Value and(Value value, int bits) {
        return bits == value.type().bits() ? value : binary(BinaryOp.AND, value, mask(bits));
    }

    private Value or(Value left, Value right) {
        return builder.binary(BinaryOp.OR, left, right);
    }

    private Value binary(BinaryOp operation, Value left, long right) {
        return builder.binary(operation, left, builder.constant(left.type(), right));
    }

    private static long mask(int bits) {
        return -1L >>> (Long.SIZE - bits);
    }
}
