package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_MEMBER;
import static dev.skep.compiler.DiagnosticCode.BAD_TEXT;
import static dev.skep.compiler.DiagnosticCode.NOT_CONSTANT;

import com.sun.source.tree.VariableTree;
import dev.skep.ir.BpfType;
import dev.skep.ir.Initial;
import dev.skep.processor.bindings.OpsMember;
import dev.skep.processor.source.Constant;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import javax.lang.model.element.VariableElement;

/** Members of a struct of functions that are values, from the constants that stand for them. */
final class OpsData {
    private final UnitScope unit;

    OpsData(UnitScope unit) {
        this.unit = unit;
    }

    /** Returns the value of a member. */
    Initial initial(VariableTree tree, VariableElement field, OpsMember.Data member) {
        var value = field.getConstantValue();
        if (value == null)
            throw unit.reporter()
                    .refuse(
                            tree,
                            NOT_CONSTANT,
                            "`" + field.getSimpleName() + "` is no constant",
                            "make it final, and give it a constant");
        if (member.type() instanceof BpfType.Array array) return text(tree, value, array, member);
        return number(tree, value, unit.types().of(field), member);
    }

    private Initial text(VariableTree tree, Object value, BpfType.Array array, OpsMember.Data member) {
        if (!(value instanceof String text))
            throw refuse(tree, "`" + tree.getName() + "` is no text, and the member is a `" + member.text() + "`");
        if (text.indexOf('\0') >= 0) throw unit.reporter().refuse(tree, BAD_TEXT, "there is a NUL in the text");
        var bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes >= array.length())
            throw refuse(
                    tree,
                    "text of " + bytes + " bytes and a NUL, and the member has " + array.length() + ": `"
                            + member.text() + "`");
        return new Initial.Text(text);
    }

    private Initial number(VariableTree tree, Object value, JavaType type, OpsMember.Data member) {
        if (!(type instanceof Int integer) || integer == Int.CHAR)
            throw refuse(tree, "`" + tree.getName() + "` is no number, and the member is a `" + member.text() + "`");
        var given = value instanceof Boolean truth ? (truth ? 1L : 0L) : ((Number) value).longValue();
        var number = new Constant(integer, given);
        if (!holds(scalar(member.type()), exact(number)))
            throw refuse(tree, exact(number) + " does not fit into the member, a `" + member.text() + "`");
        return number.value() == 0 ? new Initial.Zero() : new Initial.Number(number.value());
    }

    private static BpfType.Scalar scalar(BpfType type) {
        return type instanceof BpfType.EnumType known ? known.underlying() : (BpfType.Scalar) type;
    }

    private static BigInteger exact(Constant number) {
        var value = BigInteger.valueOf(number.value());
        return value.signum() < 0 && number.type().unsigned() ? value.add(BigInteger.TWO.pow(Long.SIZE)) : value;
    }

    private static boolean holds(BpfType.Scalar type, BigInteger number) {
        return switch (type.encoding()) {
            case BOOL -> number.signum() >= 0 && number.bitLength() <= 1;
            case UNSIGNED -> number.signum() >= 0 && number.bitLength() <= type.size() * Byte.SIZE;
            case SIGNED, CHAR -> number.bitLength() < type.size() * Byte.SIZE;
        };
    }

    private Refusal refuse(VariableTree tree, String message) {
        return unit.reporter().refuse(tree, BAD_MEMBER, message);
    }
}
