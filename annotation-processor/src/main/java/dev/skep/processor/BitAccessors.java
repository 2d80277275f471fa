package dev.skep.processor;

import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.skep.ir.BitField.Piece;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.Field;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** The methods of a view for a bit-field that lies in one word: where in the word depends on the byte order of the machine. */
final class BitAccessors {
    private final Field field;
    private final Int integer;
    private final Piece piece;

    private BitAccessors(Field field, Int integer, Piece piece) {
        this.field = field;
        this.integer = integer;
        this.piece = piece;
    }

    /** Returns those of a bit-field; empty where it lies in more than one word. */
    static Optional<BitAccessors> of(Field field) {
        var bits = field.bits();
        if (bits == null || bits.pieces().size() != 1) return Optional.empty();
        return field.type()
                .integer()
                .map(integer -> new BitAccessors(field, integer, bits.pieces().get(0)));
    }

    List<MethodSpec> methods(ClassName view) {
        return List.of(getter(), setter(view));
    }

    private MethodSpec getter() {
        var up = CodeBlock.of("$L - shift", Long.SIZE - piece.bits());
        var down = Long.SIZE - piece.bits();
        var value = CodeBlock.of("word << $L $L $L", up, integer.unsigned() ? ">>>" : ">>", down);
        var type = Scalars.type(integer);
        return method().addJavadoc("Returns {@code $L}, $L bits.\n", field.name(), piece.bits())
                .returns(type)
                .addStatement(shift())
                .addStatement("long word = $L", word())
                .addStatement(
                        integer == Int.BOOLEAN
                                ? CodeBlock.of("return ($L) != 0", value)
                                : type.equals(TypeName.LONG)
                                        ? CodeBlock.of("return $L", value)
                                        : CodeBlock.of("return ($T) ($L)", type, value))
                .build();
    }

    private MethodSpec setter(ClassName view) {
        var mask = piece.bits() == Long.SIZE ? -1L : (1L << piece.bits()) - 1;
        var number = integer == Int.BOOLEAN ? "(value ? 1 : 0)" : "value";
        return method().addJavadoc("Sets {@code $L}, $L bits.\n", field.name(), piece.bits())
                .returns(view)
                .addParameter(Scalars.type(integer), "value")
                .addStatement("long number = $L", number)
                .addStatement(
                        "long kept = number << $L $L $L",
                        Long.SIZE - piece.bits(),
                        integer.unsigned() ? ">>>" : ">>",
                        Long.SIZE - piece.bits())
                .addCode(
                        "if (kept != number)$Wthrow new $T(number + $S);\n",
                        IllegalArgumentException.class,
                        " does not fit in " + piece.bits() + " bits")
                .addStatement(shift())
                .addStatement("long word = $L & ~($LL << shift) | (number & $LL) << shift", word(), mask, mask)
                .addStatement(put())
                .addStatement("return this")
                .build();
    }

    private MethodSpec.Builder method() {
        return MethodSpec.methodBuilder(ViewWriter.accessor(field.name())).addModifiers(PUBLIC);
    }

    private CodeBlock shift() {
        return CodeBlock.of(
                "int shift = bytes.order() == $T.LITTLE_ENDIAN ? $L : $L",
                ByteOrder.class,
                piece.skip(),
                piece.width().bits() - piece.skip() - piece.bits());
    }

    private CodeBlock word() {
        return switch (piece.width()) {
            case B -> CodeBlock.of("$T.toUnsignedLong(bytes.get($L))", Byte.class, piece.offset());
            case H -> CodeBlock.of("$T.toUnsignedLong(bytes.getShort($L))", Short.class, piece.offset());
            case W -> CodeBlock.of("$T.toUnsignedLong(bytes.getInt($L))", Integer.class, piece.offset());
            case DW -> CodeBlock.of("bytes.getLong($L)", piece.offset());
        };
    }

    private CodeBlock put() {
        return switch (piece.width()) {
            case B -> CodeBlock.of("bytes.put($L, (byte) word)", piece.offset());
            case H -> CodeBlock.of("bytes.putShort($L, (short) word)", piece.offset());
            case W -> CodeBlock.of("bytes.putInt($L, (int) word)", piece.offset());
            case DW -> CodeBlock.of("bytes.putLong($L, word)", piece.offset());
        };
    }
}
