package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.FORGOTTEN_POINTER;
import static dev.skep.compiler.DiagnosticCode.GLOBAL_FUNCTION;
import static dev.skep.compiler.DiagnosticCode.NULL_DEREFERENCE;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.ValueType.Nullness;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.BpfDynptr;
import dev.skep.processor.lowering.Operand.Address;
import dev.skep.processor.lowering.Operand.Dynptr;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArenaClass;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.PtrClass;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.Lengths;
import dev.skep.processor.type.TypeMapping;
import dev.skep.processor.type.UnmappableException;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/**
 * What a method takes and returns, as far as registers can carry it.
 *
 * @param placement where its code is
 */
record Signature(List<Parameter> parameters, JavaType result, Placement placement) {
    private static final int REGISTERS = 5;

    /** First kernel whose global functions take references. */
    private static final KernelVersion REFERENCES = new KernelVersion(5, 13);

    /** First kernel that reads facts about their parameters. */
    private static final KernelVersion TAGS = new KernelVersion(6, 8);

    /**
     * What a method takes.
     *
     * @param nullness whether a reference may be null inside
     * @param length how many elements are where a pointer leads to
     */
    record Parameter(JavaType type, Nullness nullness, int length) {
        /** Returns how it shows in BTF. */
        BpfType shown() {
            if (length == 1 || !(type instanceof PtrClass pointer)) return Signature.shown(type);
            return new BpfType.Pointer(new BpfType.Array(pointer.pointee(), length));
        }

        /** Returns what it is in a register. */
        ValueType register() {
            return Signature.register(type, nullness);
        }
    }

    static Signature of(UnitScope unit, ExecutableElement method) {
        var placement = Placement.of(method);
        var parameters = method.getParameters().stream().map(p -> parameter(type(unit, p), placement, p));
        return new Signature(parameters.toList(), unit.types().result(method), placement);
    }

    private static JavaType type(UnitScope unit, VariableElement parameter) {
        return TypeMapping.isAnything(parameter.asType())
                ? Other.ANYTHING
                : unit.types().of(parameter);
    }

    private static Parameter parameter(JavaType type, Placement placement, VariableElement declared) {
        if (placement.staysFunction() && type == Other.DYNPTR && !isDynptr(declared))
            throw new UnmappableException(
                    DiagnosticCode.UNSUPPORTED_CALL,
                    declared,
                    placement.annotation()
                            + " takes no room in a ring buffer, which is given back where it was taken: let `"
                            + declared.getSimpleName() + "` be a `BpfDynptr`");
        var length = Lengths.of(declared);
        if (length.isEmpty()) return new Parameter(type, nullness(placement, declared), 1);
        var elements = length.get().single();
        if (elements.isEmpty() || !(type instanceof PtrClass pointer) || !(pointer.target() instanceof Stored))
            throw new UnmappableException(
                    DiagnosticCode.UNSUPPORTED_CALL,
                    declared,
                    "@Length of `" + declared.getSimpleName() + "` says nothing about a `" + type.text() + "`");
        return new Parameter(type, nullness(placement, declared), elements.get());
    }

    private static boolean isDynptr(VariableElement declared) {
        return declared.asType().toString().equals(BpfDynptr.class.getName());
    }

    private static Nullness nullness(Placement placement, VariableElement parameter) {
        return placement == Placement.GLOBAL && isNullable(parameter) ? Nullness.NULLABLE : Nullness.NON_NULL;
    }

    /** Returns whether a parameter has an annotation of that name; they mean the same in every package. */
    static boolean isNullable(VariableElement parameter) {
        return Stream.concat(
                        parameter.getAnnotationMirrors().stream(), parameter.asType().getAnnotationMirrors().stream())
                .anyMatch(a -> a.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
    }

    /** Returns whether the method can be a function of its own. */
    boolean fitsRegisters() {
        return passed() <= REGISTERS && stubborn().findAny().isEmpty();
    }

    /** A record comes back in memory of the caller, whose address is passed in front of everything else. */
    boolean returnsRecord() {
        return result instanceof RecordClass;
    }

    private int passed() {
        return parameters.size() + (returnsRecord() ? 1 : 0);
    }

    /** Refuses a global function that the verifier would not take. */
    void checkGlobal(UnitScope unit, MethodTree tree) {
        if (!fitsRegisters()) throw refused(unit, tree, obstacle());
        if (result == Other.VOID) throw refused(unit, tree.getReturnType(), "returns nothing");
        for (var i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            var place = tree.getParameters().get(i);
            if (parameter.type() instanceof ContextClass context && context.origin() == ContextClass.Origin.LED_TO)
                throw refused(unit, place, "takes a `" + context.text() + "`, which only the program has got");
            if (parameter.type() instanceof ContextClass context && context.struct() == null)
                unit.require(place, TAGS, "a @Global function that takes a `" + context.text() + "`");
            if (parameter.type() == Other.DYNPTR) unit.require(place, TAGS, "a @Global function that takes a dynptr");
            if (!isReference(parameter.type())) continue;
            var nullable = parameter.nullness() == Nullness.NULLABLE;
            unit.require(
                    place,
                    nullable ? REFERENCES : TAGS,
                    "a @Global function that takes a reference" + (nullable ? "" : " which is never null"));
        }
    }

    private static Refusal refused(UnitScope unit, Tree place, String obstacle) {
        return unit.reporter().refuse(place, GLOBAL_FUNCTION, "a @Global function " + obstacle);
    }

    /** Returns what keeps it from being one. */
    String obstacle() {
        if (passed() > REGISTERS)
            return "takes " + parameters.size() + " parameters"
                    + (returnsRecord() ? " and returns a record" : "") + ", at most " + REGISTERS
                    + " reach a function";
        return stubborn().findFirst().orElseThrow();
    }

    private Stream<String> stubborn() {
        var taken = parameters.stream()
                .map(Parameter::type)
                .filter(type -> !isPassed(type))
                .map(type -> "takes a `" + type.text() + "`");
        return result == Other.VOID || result.integer().isPresent() || (placement == Placement.ALONE && returnsRecord())
                ? taken
                : Stream.concat(taken, Stream.of("returns a `" + result.text() + "`"));
    }

    /** A function that is to stay one takes references as they come; elsewhere it is better to know what memory they lead to. */
    private boolean isPassed(JavaType type) {
        return type instanceof ContextClass
                || type.integer().isPresent()
                || (placement == Placement.ALONE && (type instanceof RecordClass || type instanceof KernelClass))
                || (placement.staysFunction() && type == Other.DYNPTR)
                || (placement.staysFunction() && isReference(type) && !(type instanceof RecordClass));
    }

    private static boolean isReference(JavaType type) {
        return type instanceof Composite
                || type instanceof CellClass
                || type instanceof ArenaClass
                || (type instanceof PtrClass pointer && pointer.target() instanceof Stored);
    }

    /** Returns how what comes back in a register shows in BTF. */
    BpfType returned() {
        return returnsRecord() ? BpfType.VOID : shown(result);
    }

    /** Returns how a type of a signature shows in BTF. */
    static BpfType shown(JavaType type) {
        if (type instanceof ContextClass context) return context.pointer();
        if (type instanceof KernelClass record) return record.pointer();
        if (type instanceof PtrClass pointer) return pointer.memory();
        if (type instanceof ArenaClass pointer) return pointer.memory();
        if (type instanceof Stored memory && isReference(type)) return new BpfType.Pointer(memory.memory());
        if (type instanceof EnumClass constants) return constants.memory();
        if (type == Other.DYNPTR) return DynptrMemory.DYNPTR;
        return type.integer().map(Int::memory).orElse(BpfType.VOID);
    }

    /** Returns what a type of a signature is in a register. */
    private static ValueType register(JavaType type, Nullness nullness) {
        if (type.integer().isPresent()) return type.integer().map(Int::register).orElseThrow();
        if (type instanceof ContextClass) return ValueType.pointer(MemoryKind.CONTEXT);
        if (type instanceof KernelClass) return ValueType.nullable(MemoryKind.UNTRUSTED);
        if (type instanceof ArenaClass) return ArenaPointers.ADDRESS;
        return new ValueType.Pointer(MemoryKind.MEMORY, nullness);
    }

    /** Returns an argument as it goes over to a parameter. */
    Value value(FunctionLowering function, ExpressionTree tree, int index, Operand argument) {
        var parameter = parameters.get(index);
        if (parameter.type() instanceof ArenaClass) return function.arenas.address(tree, argument);
        if (argument instanceof Nothing) return nothing(function, tree, parameter);
        if (parameter.type() instanceof RecordClass record) {
            var copy = function.memory.inFrame(tree, "argument " + (index + 1), argument, record);
            return function.builder.reinterpret(ValueType.pointer(MemoryKind.MEMORY), copy);
        }
        if (argument instanceof Dynptr dynptr) return dynptr(function, tree, parameter, dynptr);
        if (argument instanceof Address address) return pointer(function, tree, parameter, address);
        if (!(argument instanceof Reference reference))
            return function.scalar(tree, argument).value();
        function.touching(tree);
        if (reference.type() instanceof ContextClass) return context(function, function.address(tree, reference));
        var moved = reference.offset() != 0;
        var register = moved ? ValueType.pointer(MemoryKind.MEMORY) : parameter.register();
        return function.builder.reinterpret(register, function.address(tree, reference));
    }

    private static Value dynptr(FunctionLowering function, ExpressionTree tree, Parameter parameter, Dynptr argument) {
        return function.builder.reinterpret(parameter.register(), DynptrCalls.address(function, tree, argument));
    }

    /** As many elements as the function may touch must be there. */
    private static Value pointer(
            FunctionLowering function, ExpressionTree tree, Parameter parameter, Address argument) {
        if (function.pointers.isForeign(argument))
            throw function.refuse(
                    tree,
                    FORGOTTEN_POINTER,
                    function.quote(tree) + " is an address, and nothing is known of what is there");
        var here = function.pointers.settled(tree, argument, parameter.length());
        function.touching(tree);
        return function.builder.reinterpret(parameter.register(), function.address(here.first()));
    }

    private static Value nothing(FunctionLowering function, ExpressionTree tree, Parameter parameter) {
        if (parameter.nullness() == Nullness.NULLABLE) return function.nullOf(parameter.register());
        throw function.refuse(tree, NULL_DEREFERENCE, "a function of its own takes no `null`", "pass memory");
    }

    /** A function takes no context that may be null, such as the socket of a packet. */
    private static Value context(FunctionLowering function, Value address) {
        var type = ValueType.pointer(MemoryKind.CONTEXT);
        return address.type().equals(type) ? address : function.builder.reinterpret(type, address);
    }

    /** Returns what a parameter stands for inside. */
    static Operand operand(Value value, Parameter parameter) {
        var type = parameter.type();
        if (type == Other.DYNPTR) return new Dynptr(Operand.Base.of(value), Dynptr.Source.GIVEN, null);
        if (type instanceof PtrClass pointer) {
            var first = new Reference(Operand.Base.of(value), 0, pointer.target());
            var size = ((Stored) pointer.target()).memory().size();
            return Address.of(first, size * parameter.length(), pointer);
        }
        if (type instanceof ArenaClass pointer) return new Reference(Operand.Base.of(value), 0, pointer.target());
        return type.integer().isPresent() ? new Scalar(value, type) : new Reference(Operand.Base.of(value), 0, type);
    }
}
