package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.TEXT_AT_RUN_TIME;
import static dev.skep.compiler.DiagnosticCode.UNSTABLE_REFERENCE;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.Tree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.Variable;
import dev.skep.processor.lowering.Operand.Fields;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArenaClass;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import javax.lang.model.element.Element;

/** The local variables of the method that is being lowered. */
final class Locals {
    private final FunctionLowering function;
    private final PointerLocals pointers;

    Locals(FunctionLowering function) {
        this.function = function;
        this.pointers = new PointerLocals(function, this);
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
        if (type instanceof PtrClass pointer) {
            var start = new Local.Pointer(place, name, pointer.target(), function.loops.around());
            return new Local.Moving(start, function.builder.newVariable(name + ".index", ValueType.I64), pointer);
        }
        if (type instanceof ArenaClass pointer)
            return new Local.Pointer(place, name, pointer.target(), function.loops.around());
        if (type instanceof Stored || type instanceof KernelClass)
            return new Local.Pointer(place, name, type, function.loops.around());
        var message = "a `" + type.text() + "` cannot change or be chosen at run time";
        throw type == JavaType.Other.STRING
                ? function.refuse(
                        place, TEXT_AT_RUN_TIME, message, "choose with `if` between the calls that take the text")
                : function.refuse(
                        place,
                        UNSUPPORTED_JAVA,
                        message,
                        "use a variable for each, and choose with `if` between what uses them");
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
        if (local instanceof Local.Moving moving) return pointers.read(moving);
        throw function.unit.refusedBefore();
    }

    /** Returns what a reference that changes leads to now. */
    Reference read(Local.Pointer pointer) {
        var variable = pointer.variable();
        if (variable == null) throw function.unit.refusedBefore();
        var value = function.builder.read(variable);
        if (pointer.isCopied()) function.loops.copied(value, pointer.scope());
        else function.loops.made(value, pointer.scope());
        var constant = function.unit.kinds().isConstant(pointer.place());
        return new Reference(new Operand.Base.Computed(value, constant), 0, pointer.type());
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
        } else if (local instanceof Local.Moving moving) {
            pointers.write(place, moving, operand);
        } else {
            throw function.unit.refusedBefore();
        }
    }

    /** Lets a reference that changes lead to something else. */
    void write(Tree place, Local.Pointer pointer, Operand operand) {
        if (operand instanceof Nothing) {
            var variable = variable(pointer, MemoryKind.MEMORY);
            function.builder.write(variable, function.nullOf(variable.type()));
        } else if (operand instanceof Reference reference) {
            requireLasting(place, pointer, reference);
            requireNotHeld(place, pointer, reference);
            if (function.loops.isCopied(reference.base().pointer(function.builder))) pointer.copied();
            var kinds = function.unit.kinds();
            if (reference.base().isConstant() && !kinds.isConstant(pointer.place()))
                throw kinds.isSometimesConstant(pointer.place());
            write(place, pointer, function.address(place, reference));
        } else {
            throw function.refuse(
                    place,
                    UNSUPPORTED_JAVA,
                    "`" + operand.type().text() + "` cannot be kept in a variable that changes");
        }
    }

    /** Returns the variable, of that kind unless it is known better. */
    private Variable variable(Local.Pointer pointer, MemoryKind kind) {
        var before = pointer.variable();
        if (before != null) return before;
        var known = function.unit.kinds().of(pointer.place()).orElse(kind);
        var variable = function.builder.newVariable(pointer.name(), ValueType.nullable(known));
        pointer.is(variable);
        return variable;
    }

    /** Refuses memory of the frame that is another object before the variable is gone. */
    void requireLasting(Tree place, Local.Pointer pointer, Reference reference) {
        var start = reference.base().pointer(function.builder);
        var inFrame = kind(start) == MemoryKind.STACK || function.loops.isCopied(start);
        if (inFrame && !function.loops.outlasts(start, pointer.scope()))
            throw function.refuse(
                    place,
                    UNSTABLE_REFERENCE,
                    "`" + pointer.name()
                            + "` would lead to memory of the frame that the next round of the loop uses again",
                    "declare it inside the loop, or make what it leads to before the loop");
    }

    /** Refuses what a reference leads to: when that is released, nobody would know of the variable. */
    private void requireNotHeld(Tree place, Local.Pointer pointer, Reference reference) {
        if (reference.base() instanceof Operand.Base.Held)
            throw function.refuse(
                    place,
                    UNSTABLE_REFERENCE,
                    "`" + pointer.name() + "` would lead to what may be released while it does",
                    "use a variable that never changes, within the `try`");
    }

    private static MemoryKind kind(Value pointer) {
        return ((ValueType.Pointer) pointer.type()).kind();
    }

    private void write(Tree place, Local.Pointer pointer, Value address) {
        var kind = kind(address);
        var guessed = pointer.variable() != null && !pointer.led();
        var variable = variable(pointer, kind);
        var own = ((ValueType.Pointer) variable.type()).kind();
        pointer.leads();
        if (own == kind) {
            function.builder.write(variable, address);
            return;
        }
        var known = function.unit.kinds().of(pointer.place());
        if (guessed && known.isEmpty()) throw function.unit.kinds().is(pointer.place(), kind);
        var common = PointerKinds.common(own, (ValueType.Pointer) address.type())
                .orElseThrow(() -> function.refuse(
                        place,
                        UNSTABLE_REFERENCE,
                        "`" + pointer.name() + "` leads to different kinds of memory: " + variable.type() + " and "
                                + address.type(),
                        "use a variable for each"));
        if (own != common) throw function.unit.kinds().is(pointer.place(), common);
        var nullness = ((ValueType.Pointer) address.type()).nullness();
        function.builder.write(
                variable, function.builder.reinterpret(new ValueType.Pointer(common, nullness), address));
    }
}
