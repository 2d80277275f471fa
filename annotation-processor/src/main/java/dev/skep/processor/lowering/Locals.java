package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.Tree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Fields;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import javax.lang.model.element.Element;

/** The local variables of the method that is being lowered. */
final class Locals {
    private final FunctionLowering function;

    Locals(FunctionLowering function) {
        this.function = function;
    }

    /** Returns a variable of a type, to be written before it is read. */
    Local fresh(Tree place, String name, JavaType type) {
        var integer = type.integer();
        if (integer.isPresent())
            return new Local.Number(
                    function.builder.newVariable(name, integer.get().register()), type);
        if (type instanceof RecordClass record) {
            var components = new ArrayList<Local>();
            for (var field : record.fields()) components.add(fresh(place, name + "." + field.name(), field.type()));
            return new Local.Parts(components, record);
        }
        if (type instanceof Stored || type instanceof KernelClass) return new Local.Pointer(name, type);
        throw function.refuse(
                place, UNSUPPORTED_JAVA, "a `" + type.text() + "` cannot change or be chosen at run time");
    }

    void bind(Element variable, Local local) {
        function.activation().locals().put(variable, local);
    }

    Local local(Element variable) {
        var local = function.activation().locals().get(variable);
        return local == null ? new Local.Broken() : local;
    }

    Operand read(Local local) {
        if (local instanceof Local.Named named) return named.operand();
        if (local instanceof Local.Number number)
            return new Scalar(function.builder.read(number.variable()), number.type());
        if (local instanceof Local.Parts parts)
            return new Fields(parts.components().stream().map(this::read).toList(), parts.type());
        if (local instanceof Local.Pointer pointer) return read(pointer);
        throw function.unit.refusedBefore();
    }

    private Operand read(Local.Pointer pointer) {
        var variable = pointer.variable();
        if (variable == null) throw function.unit.refusedBefore();
        return new Reference(Operand.Base.of(function.builder.read(variable)), 0, pointer.type());
    }

    /** Gives a variable a value, converted to its type. */
    void write(Tree place, Local local, Operand operand) {
        if (local instanceof Local.Number number) {
            var to = number.type().integer().orElseThrow();
            function.builder.write(number.variable(), function.converted(function.scalar(place, operand), to));
        } else if (local instanceof Local.Parts parts) {
            var fields = function.memory.fields(place, operand);
            for (var i = 0; i < parts.components().size(); i++)
                write(place, parts.components().get(i), fields.components().get(i));
        } else if (local instanceof Local.Pointer pointer) {
            write(place, pointer, operand);
        } else {
            throw function.unit.refusedBefore();
        }
    }

    private void write(Tree place, Local.Pointer pointer, Operand operand) {
        if (operand instanceof Nothing) writeNull(place, pointer);
        else if (operand instanceof Reference reference) write(place, pointer, function.address(reference));
        else
            throw function.refuse(
                    place,
                    UNSUPPORTED_JAVA,
                    "`" + operand.type().text() + "` cannot be kept in a variable that changes");
    }

    private void writeNull(Tree place, Local.Pointer pointer) {
        var variable = pointer.variable();
        if (variable == null)
            throw function.refuse(
                    place,
                    UNSUPPORTED_JAVA,
                    "`" + pointer.name() + "` is null before anyone knows what memory it will lead to",
                    "declare it where it first gets something else");
        function.builder.write(variable, function.nullOf(variable.type()));
    }

    private void write(Tree place, Local.Pointer pointer, Value address) {
        var type = (ValueType.Pointer) address.type();
        if (type.kind() == MemoryKind.STACK)
            throw function.refuse(
                    place,
                    UNSUPPORTED_JAVA,
                    "`" + pointer.name() + "` would lead to memory of the frame, which stays with one variable",
                    "give each of them its own variable");
        var nullable = ValueType.nullable(type.kind());
        var before = pointer.variable();
        var variable = before == null ? function.builder.newVariable(pointer.name(), nullable) : before;
        if (before == null) pointer.is(variable);
        if (!variable.type().equals(nullable))
            throw function.refuse(
                    place,
                    UNSUPPORTED_JAVA,
                    "`" + pointer.name() + "` leads to different kinds of memory: " + variable.type() + " and " + type,
                    "use a variable for each");
        function.builder.write(variable, address);
    }
}
