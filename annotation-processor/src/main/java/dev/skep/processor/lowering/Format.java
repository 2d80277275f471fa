package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_FORMAT;

import com.sun.source.tree.Tree;
import dev.skep.compiler.PrintFormat;
import dev.skep.compiler.PrintFormat.Printed;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Text;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Stored;
import java.util.List;

/** Formats that stand in the source, and operands as they are printed. */
final class Format {
    private final UnitScope unit;
    private final Tree place;

    /** Prepares to read a format that stands there. */
    Format(UnitScope unit, Tree place) {
        this.unit = unit;
        this.place = place;
    }

    /** Returns what a format sees of an operand. */
    static Printed printed(Operand operand) {
        if (operand instanceof Text) return new Printed(Printed.Kind.LITERAL, 0, false);
        if (operand instanceof Reference reference && reference.type() instanceof Stored stored) {
            var kind = isText(stored) ? Printed.Kind.BYTES : Printed.Kind.MEMORY;
            return new Printed(kind, stored.memory().size(), false);
        }
        if (operand instanceof Reference) return new Printed(Printed.Kind.MEMORY, 0, false);
        return operand.type()
                .integer()
                .map(integer -> new Printed(Printed.Kind.INTEGER, integer.bits(), integer.unsigned()))
                .orElse(new Printed(Printed.Kind.OTHER, 0, false));
    }

    private static boolean isText(Stored type) {
        return type instanceof ArrayOf array && (array.element() == Int.BYTE || array.element() == Int.UBYTE);
    }

    /** Returns what the arguments are printed by. */
    List<PrintFormat.Conversion> read(String format) {
        try {
            var conversions = PrintFormat.parse(format).conversions();
            for (var conversion : conversions)
                conversion.since().ifPresent(since -> unit.require(place, since, conversion.needs()));
            return conversions;
        } catch (PrintFormat.Rejected e) {
            throw unit.reporter().refuse(place, BAD_FORMAT, String.valueOf(e.getMessage()), e.fix());
        }
    }
}
