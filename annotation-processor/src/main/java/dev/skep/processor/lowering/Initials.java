package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.NOT_CONSTANT;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import dev.skep.ir.Initial;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.Field;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.JavaType.StructClass;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** First contents of static fields, from the expressions that give them. */
final class Initials {
    private final UnitScope unit;

    Initials(UnitScope unit) {
        this.unit = unit;
    }

    /** Returns a value of that type. */
    Initial of(VariableTree field, ExpressionTree value, Stored type) {
        if (type instanceof EnumClass constants) return number(code(field, value, constants));
        if (type instanceof Int integer) return number(constant(field, value, integer));
        if (type instanceof CellClass cell
                && value instanceof MethodInvocationTree call
                && call.getArguments().size() == 1)
            return number(constant(field, call.getArguments().get(0), cell.content()));
        if (type instanceof RecordClass record && value instanceof NewClassTree made)
            return components(field, made, record);
        if (type instanceof StructClass && value instanceof NewClassTree) return new Initial.Zero();
        throw notConstant(field, value);
    }

    private Initial components(VariableTree field, NewClassTree made, RecordClass record) {
        List<Initial> components = new ArrayList<>();
        for (var i = 0; i < record.fields().size(); i++) {
            var part = record.fields().get(i);
            var value = of(field, made.getArguments().get(i), part.type());
            components.add(part.bigEndian() ? swapped(value, part) : value);
        }
        return new Initial.Aggregate(components);
    }

    private Initial swapped(Initial value, Field part) {
        if (!(value instanceof Initial.Number number) || unit.options().byteOrder() == ByteOrder.BIG_ENDIAN)
            return value;
        var bits = part.type().integer().orElseThrow().bits();
        return number(Long.reverseBytes(number.value()) >>> (Long.SIZE - bits));
    }

    private static Initial number(long value) {
        return value == 0 ? new Initial.Zero() : new Initial.Number(value);
    }

    private long constant(VariableTree field, ExpressionTree value, Int type) {
        return unit.constants()
                .of(value)
                .orElseThrow(() -> notConstant(field, value))
                .as(type)
                .value();
    }

    private long code(VariableTree field, ExpressionTree value, EnumClass constants) {
        return unit.attribution()
                .find(value)
                .flatMap(e -> Optional.ofNullable(
                        constants.codes().get(e.getSimpleName().toString())))
                .orElseThrow(() -> notConstant(field, value));
    }

    Refusal notConstant(VariableTree field, @Nullable ExpressionTree value) {
        return unit.reporter()
                .refuse(
                        value == null ? field : value,
                        NOT_CONSTANT,
                        "`" + field.getName() + "` does not start with a constant");
    }
}
