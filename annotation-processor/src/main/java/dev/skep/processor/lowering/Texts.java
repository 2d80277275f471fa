package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_TEXT;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Text;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Stored;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts as the kernel has them: UTF-8 with a NUL behind it, in {@code .rodata}. */
final class Texts {
    private final FunctionLowering function;

    Texts(FunctionLowering function) {
        this.function = function;
    }

    /** Returns the text that an expression is. */
    Text of(ExpressionTree tree) {
        if (function.expressions.lower(tree) instanceof Text text) return text;
        throw function.refuse(tree, BAD_TEXT, function.quote(tree) + " is no text that is known here");
    }

    /** Returns a text as memory that no program can change. */
    Reference literal(Tree place, Text text) {
        var bytes = utf8(function.unit, place, text.text());
        var name = function.unit
                .statics()
                .text(text.text(), function.unit.sources().line(place));
        return new Reference(
                Operand.Base.of(builder -> builder.globalAddress(name, 0)), 0, new ArrayOf(Int.BYTE, bytes.length + 1));
    }

    /** Returns how many bytes memory has, as helpers take it. */
    Value size(Reference memory) {
        return function.builder.constant(
                ValueType.I64, ((Stored) memory.type()).memory().size());
    }

    /** Returns the bytes of a text, without the NUL. */
    static byte[] utf8(UnitScope unit, Tree place, String text) {
        if (text.indexOf('\0') >= 0) throw unit.reporter().refuse(place, BAD_TEXT, "this text has a NUL in it");
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException e) {
            throw unit.reporter().refuse(place, BAD_TEXT, "this text has half of a character in it");
        }
    }
}
