package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OTHER_CLASS;
import static dev.skep.compiler.DiagnosticCode.RECURSION;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.MethodTree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Address;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.JavaType.StructClass;
import dev.skep.processor.type.Lengths;
import dev.skep.processor.type.Names;
import dev.skep.processor.type.Owners;
import dev.skep.processor.type.TypeMapping;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/**
 * Calls of the class's own methods. What passes integers only becomes a function, unless it is to be inlined; a method that takes or
 * returns references, records or packets is lowered in place of the call, where it is known what they lead to, unless it is to stay alone.
 */
final class MethodCalls {
    /** Methods that call others twice, which call others twice, would be too large for the kernel and for us. */
    private static final int MOST_INLINED = 4096;

    private final FunctionLowering function;
    private int inlined;

    MethodCalls(FunctionLowering function) {
        this.function = function;
    }

    Operand lower(Call call) {
        if (!call.method().getModifiers().contains(Modifier.STATIC))
            throw function.refuse(
                    call.tree(), UNSUPPORTED_CALL, "`" + call.method().getSimpleName() + "` is not static");
        requireFixedArguments(call);
        var declaration = function.unit.functions().declaration(call.tree(), call.method());
        var arguments = arguments(call);
        var result = function.result(call);
        function.at(call.tree());
        var signature = function.mapped(call.tree(), () -> Signature.of(function.unit, call.method()));
        if (isInPlace(signature.placement())) return inPlace(call, declaration, arguments, result);
        if (signature.fitsRegisters()) {
            var name = function.unit.functions().called(call.tree(), call.method());
            return call(call, name, signature, arguments, result);
        }
        if (signature.placement().staysFunction()) {
            var annotation = signature.placement().annotation();
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    annotation + " `" + call.method().getSimpleName() + "` " + signature.obstacle(),
                    "leave " + annotation + " out, or pass integers, records and references to structs");
        }
        return inPlace(call, declaration, arguments, result);
    }

    /** While a lock is held the verifier allows no calls. */
    private boolean isInPlace(Placement placement) {
        return placement == Placement.INLINE
                || (placement == Placement.ANYWHERE && !function.guards.locks().isEmpty());
    }

    /** Calls a method of another class, which is a function: nothing of it is known here but how it is declared. */
    Operand lowerForeign(Call call) {
        var method = call.method();
        var name = "`" + Owners.of(method).getSimpleName() + "." + method.getSimpleName() + "`";
        if (!method.getModifiers().contains(Modifier.STATIC))
            throw function.refuse(call.tree(), UNSUPPORTED_CALL, name + " is not static");
        if (function.unit.hooks().isProgram(method))
            throw function.refuse(call.tree(), UNSUPPORTED_CALL, name + " is a program, which only the kernel calls");
        requireFixedArguments(call);
        var signature = function.mapped(call.tree(), () -> Signature.of(function.unit, method));
        if (signature.placement() == Placement.INLINE) throw notAlone(call, name + " is @Inline");
        if (!signature.fitsRegisters()) throw notAlone(call, name + " " + signature.obstacle());
        if (signature.returnsRecord()) throw notAlone(call, name + " returns a record");
        var symbol = function.unit
                .others()
                .take(call.tree(), method, unit -> EarlierShapes.function(unit, Names.of(method), signature));
        var arguments = arguments(call);
        return call(call, symbol, signature, arguments, function.result(call));
    }

    private void requireFixedArguments(Call call) {
        if (call.method().isVarArgs())
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    "`" + call.method().getSimpleName() + "` takes any number of arguments",
                    "declare the parameters one by one");
    }

    private Refusal notAlone(Call call, String obstacle) {
        return function.refuse(
                call.tree(),
                OTHER_CLASS,
                obstacle + ", and is called from another class",
                "let it take integers and contexts, or mark it @Subprogram, so that it takes references, too");
    }

    private List<Operand> arguments(Call call) {
        var arguments = new ArrayList<Operand>();
        for (var i = 0; i < call.method().getParameters().size(); i++) {
            var parameter = call.method().getParameters().get(i);
            if (TypeMapping.isAnything(parameter.asType())) {
                arguments.add(function.expressions.lower(call.argument(i)));
                continue;
            }
            var type = function.mapped(
                    call.argument(i), () -> function.unit.types().of(parameter));
            var argument = function.expressions.lower(call.argument(i));
            function.declarations.requireArray(call.argument(i), argument, type);
            arguments.add(function.expressions.as(call.argument(i), within(call, i, argument), type));
        }
        return arguments;
    }

    /** In a method in place {@code null} is a reference, which the method may compare with null before it follows it. */
    private Operand known(Operand argument, VariableElement parameter) {
        if (argument.type() != Other.NULL || TypeMapping.isAnything(parameter.asType())) return argument;
        var type = function.unit.types().of(parameter);
        var kind = type instanceof KernelClass ? MemoryKind.UNTRUSTED : MemoryKind.MEMORY;
        var leads = type instanceof KernelClass || type instanceof StructClass || type instanceof CellClass;
        if (!leads) return argument;
        return new Reference(Operand.Base.of(function.nullOf(ValueType.nullable(kind))), 0, type);
    }

    /** A parameter that says how many elements there are gets no more. */
    private Operand within(Call call, int index, Operand argument) {
        var length = Lengths.of(call.method().getParameters().get(index)).flatMap(Lengths::single);
        if (length.isEmpty() || !(argument instanceof Address pointer) || function.pointers.isForeign(pointer))
            return argument;
        var size = ((Stored) pointer.type().target()).memory().size();
        return function.pointers
                .settled(call.argument(index), pointer, length.get())
                .within(length.get() * size);
    }

    private Operand call(Call call, String name, Signature signature, List<Operand> arguments, JavaType result) {
        List<Value> values = new ArrayList<>();
        for (var i = 0; i < arguments.size(); i++)
            values.add(signature.value(function, call.argument(i), i, arguments.get(i)));
        function.at(call.tree());
        if (result instanceof RecordClass record) return returned(call, name, values, record);
        var register = result.integer().isPresent() ? result.integer().get().register() : ValueType.I64;
        var value = function.builder.callFunction(register, name, values);
        return result == Other.VOID ? new Nothing(Other.VOID) : new Scalar(value, result);
    }

    private Operand returned(Call call, String name, List<Value> arguments, RecordClass record) {
        var room = function.builder.stackAddress(function.scratch("result", record));
        List<Value> values = new ArrayList<>();
        values.add(function.builder.reinterpret(ValueType.pointer(MemoryKind.MEMORY), room));
        values.addAll(arguments);
        function.builder.callFunction(ValueType.I64, name, values);
        return function.memory.fields(call.tree(), new Reference(Operand.Base.of(room), 0, record));
    }

    private Operand inPlace(Call call, MethodTree declaration, List<Operand> arguments, JavaType result) {
        if (function.activation().within(call.method()))
            throw function.refuse(call.tree(), RECURSION, "`" + call.method().getSimpleName() + "` calls itself");
        if (++inlined > MOST_INLINED)
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    "more than " + MOST_INLINED + " calls are inlined in one function",
                    "mark some of the methods @Subprogram");
        List<Operand> given = new ArrayList<>();
        for (var i = 0; i < arguments.size(); i++)
            given.add(known(arguments.get(i), call.method().getParameters().get(i)));
        if (leadsToMemory(result) && SingleReturn.suits(declaration)) {
            var only = new SingleReturn(function);
            var inner = new Activation(call.method(), function.activation(), (at, operand) -> only.take(operand));
            function.body(declaration, inner, given);
            return only.result(result);
        }
        var merge = Merge.declared(function, call.tree(), result);
        var activation = new Activation(call.method(), function.activation(), merge::takeAsIs);
        function.body(declaration, activation, given);
        merge.take();
        return merge.result();
    }

    private static boolean leadsToMemory(JavaType type) {
        return type != Other.VOID && type.integer().isEmpty() && !(type instanceof RecordClass);
    }
}
