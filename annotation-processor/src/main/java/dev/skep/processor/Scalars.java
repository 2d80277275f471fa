package dev.skep.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.skep.processor.type.Int;

/** Integers of the kernel as user space has them: without a sign in a wider type, so that they are what they are. */
final class Scalars {
    private Scalars() {}

    /** Returns the type that holds every value. */
    static TypeName type(Int integer) {
        return switch (integer) {
            case BOOLEAN -> TypeName.BOOLEAN;
            case BYTE -> TypeName.BYTE;
            case SHORT -> TypeName.SHORT;
            case CHAR -> TypeName.CHAR;
            case UBYTE, USHORT, INT -> TypeName.INT;
            case UINT, LONG, ULONG -> TypeName.LONG;
        };
    }

    /** Returns the expression that reads one. */
    static CodeBlock read(Int integer, String buffer, CodeBlock offset) {
        return switch (integer) {
            case BOOLEAN -> CodeBlock.of("$L.get($L) != 0", buffer, offset);
            case BYTE -> CodeBlock.of("$L.get($L)", buffer, offset);
            case UBYTE -> CodeBlock.of("$T.toUnsignedInt($L.get($L))", Byte.class, buffer, offset);
            case SHORT -> CodeBlock.of("$L.getShort($L)", buffer, offset);
            case USHORT -> CodeBlock.of("$T.toUnsignedInt($L.getShort($L))", Short.class, buffer, offset);
            case CHAR -> CodeBlock.of("$L.getChar($L)", buffer, offset);
            case INT -> CodeBlock.of("$L.getInt($L)", buffer, offset);
            case UINT -> CodeBlock.of("$T.toUnsignedLong($L.getInt($L))", Integer.class, buffer, offset);
            case LONG, ULONG -> CodeBlock.of("$L.getLong($L)", buffer, offset);
        };
    }

    /** Returns the statements that write {@code value}, which must fit. */
    static CodeBlock write(Int integer, String buffer, CodeBlock offset) {
        var put =
                switch (integer) {
                    case BOOLEAN -> CodeBlock.of("$L.put($L, (byte) (value ? 1 : 0))", buffer, offset);
                    case BYTE -> CodeBlock.of("$L.put($L, value)", buffer, offset);
                    case UBYTE -> CodeBlock.of("$L.put($L, (byte) value)", buffer, offset);
                    case SHORT -> CodeBlock.of("$L.putShort($L, value)", buffer, offset);
                    case USHORT -> CodeBlock.of("$L.putShort($L, (short) value)", buffer, offset);
                    case CHAR -> CodeBlock.of("$L.putChar($L, value)", buffer, offset);
                    case INT -> CodeBlock.of("$L.putInt($L, value)", buffer, offset);
                    case UINT -> CodeBlock.of("$L.putInt($L, (int) value)", buffer, offset);
                    case LONG, ULONG -> CodeBlock.of("$L.putLong($L, value)", buffer, offset);
                };
        return check(integer).toBuilder().addStatement(put).build();
    }

    /** Returns the statements that refuse a {@code value} which does not fit. */
    static CodeBlock check(Int integer) {
        var isWider = integer == Int.UBYTE || integer == Int.USHORT || integer == Int.UINT;
        if (!isWider) return CodeBlock.of("");
        return CodeBlock.builder()
                .add("if (value < 0 || value > $L)\n", limit(integer))
                .indent()
                .addStatement(
                        "throw new $T(value + $S)",
                        IllegalArgumentException.class,
                        " does not fit in " + integer.bits() + " bits without sign")
                .unindent()
                .build();
    }

    private static String limit(Int integer) {
        var limit = (1L << integer.bits()) - 1;
        return integer == Int.UINT ? limit + "L" : String.valueOf(limit);
    }
}
