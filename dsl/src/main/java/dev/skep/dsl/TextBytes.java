package dev.skep.dsl;

import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Extension;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.List;

/** Bytes compared and written without a helper. What differs leaves a bit behind, wherever it is: no branches. */
final class TextBytes {
    private TextBytes() {}

    static dev.skep.dsl.Condition equal(Place place, int length, String text) {
        place.requireNoContext();
        var wanted = Text.utf8(text);
        if (wanted.length > length) {
            throw new IllegalArgumentException("this text has " + wanted.length + " bytes, and here are " + length);
        }
        var ir = place.reading();
        Value difference = ir.constant(ValueType.I32, 0);
        for (var i = 0; i <= wanted.length && i < length; i++) {
            var actual = ir.load(ValueType.I32, Width.B, Extension.ZERO, place.base(), place.offset() + i);
            var expected = i < wanted.length ? Byte.toUnsignedInt(wanted[i]) : 0;
            var one = ir.binary(BinaryOp.XOR, actual, ir.constant(ValueType.I32, expected));
            difference = ir.binary(BinaryOp.OR, difference, one);
        }
        return none(place.body(), Types.U32, difference);
    }

    /** {@code pieces} of both are the same. */
    static dev.skep.dsl.Condition equal(Place one, Place other, List<Pieces.Piece> pieces) {
        one.requireNoContext();
        var ir = one.reading();
        Value difference = ir.constant(ValueType.I64, 0);
        for (var piece : pieces) {
            var left = ir.load(ValueType.I64, piece.width(), Extension.ZERO, one.base(), one.offset() + piece.offset());
            var right = ir.load(
                    ValueType.I64, piece.width(), Extension.ZERO, other.base(), other.offset() + piece.offset());
            difference = ir.binary(BinaryOp.OR, difference, ir.binary(BinaryOp.XOR, left, right));
        }
        return none(one.body(), Types.U64, difference);
    }

    private static dev.skep.dsl.Condition none(Body body, ScalarType<?> type, Value difference) {
        var zero = new Operand.Literal(0);
        return new dev.skep.dsl.Condition(new Question.Compare(Condition.EQ, type, body.computed(difference), zero));
    }

    static void set(Place place, int length, String text) {
        var bytes = Text.requireRoom(text, length);
        place.requireNoContext();
        var ir = place.writing();
        for (var i = 0; i < bytes.length; i++) {
            ir.store(Width.B, place.base(), place.offset() + i, ir.constant(ValueType.I32, bytes[i]));
        }
        ir.zero(place.base(), place.offset() + bytes.length, length - bytes.length);
    }
}
