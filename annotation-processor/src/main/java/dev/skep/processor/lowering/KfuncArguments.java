package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_KFUNC;
import static dev.skep.compiler.DiagnosticCode.UNTRUSTED_POINTER;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BpfType;
import dev.skep.ir.KfuncPrototypes.Parameter;
import dev.skep.ir.KfuncPrototypes.Prototype;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Kfunc;
import dev.skep.processor.lowering.Operand.Dynptr;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.EntryClass;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What functions of the kernel are handed, by how C declares them and by the ends of its names, which the verifier reads, too. */
final class KfuncArguments {
    private static final ValueType NOTHING = ValueType.nullable(MemoryKind.MEMORY);

    /** The initialisation vector of a cipher, and the first kernel that takes none. */
    private static final String VECTOR = "siv__nullable";

    private static final KernelVersion WITHOUT_VECTOR = new KernelVersion(6, 11);

    /** The structs that begin with another one, and stand for it. */
    private static final Map<String, String> BEGINS_WITH = Map.of("bpf_cpumask", "cpumask", "tcp_sock", "sock");

    private final FunctionLowering function;
    private final AnyAddress addresses;
    private final EntryCalls entries;

    KfuncArguments(FunctionLowering function, EntryCalls entries) {
        this.function = function;
        this.entries = entries;
        this.addresses = new AnyAddress(function);
    }

    /** Returns the arguments of a call. */
    List<Value> lower(Call call, Kfunc kfunc, Prototype prototype) {
        var written = call.tree().getArguments().stream()
                .filter(tree -> function.classLiteral(tree).isEmpty())
                .toList();
        var wanted = prototype.parameters().stream()
                .filter(parameter -> !isSize(parameter) && !isIgnored(parameter))
                .count();
        if (wanted != written.size())
            throw function.refuse(
                    call.tree(), UNSUPPORTED_KFUNC, "`" + kfunc.name() + "` takes " + wanted + " arguments");
        List<Value> values = new ArrayList<>();
        var next = 0;
        JavaType before = Other.VOID;
        for (var parameter : prototype.parameters()) {
            if (isIgnored(parameter)) {
                values.add(function.builder.constant(ValueType.I64, 0));
            } else if (isSize(parameter)) {
                values.add(size(kfunc, parameter, written.get(next - 1), before));
            } else if (isAnywhere(parameter)) {
                values.add(addresses.of(written.get(next++)));
                before = Other.VOID;
            } else if (parameter.name().endsWith("__str")) {
                values.add(text(written.get(next++)));
                before = Other.VOID;
            } else {
                var operand = function.expressions.lower(written.get(next));
                values.add(argument(kfunc, parameter, written.get(next++), operand));
                before = operand.type();
            }
        }
        return values;
    }

    /** Returns the object of the kernel that an argument is, which the verifier must trust. */
    Value object(Kfunc kfunc, ExpressionTree tree, String struct) {
        var operand = function.expressions.lower(tree);
        if (operand instanceof Reference reference && isStruct(reference.type(), struct))
            return pointer(kfunc, tree, reference);
        throw refused(tree, kfunc, operand.type());
    }

    /** It is the size of the memory in front of it, by a suffix or, in {@code bpf_xdp_flow_lookup}, without one. */
    private static boolean isSize(Parameter parameter) {
        return parameter.name().endsWith("__sz")
                || parameter.name().endsWith("__szk")
                || parameter.name().equals("opts_len");
    }

    /** The verifier puts it in. */
    private static boolean isIgnored(Parameter parameter) {
        return parameter.name().equals("meta__ign") || parameter.name().endsWith("__prog");
    }

    /** Nobody looks at it before the kernel reads there, with care. */
    private static boolean isAnywhere(Parameter parameter) {
        return parameter.name().endsWith("__ign");
    }

    /** It must be known when the verifier looks at the program. */
    private Value text(ExpressionTree tree) {
        return function.address(function.texts.literal(tree, function.texts.of(tree)));
    }

    private Value size(Kfunc kfunc, Parameter parameter, ExpressionTree memory, JavaType type) {
        if (!(type instanceof Stored stored)) throw refused(memory, kfunc, type);
        var register = parameter.type().size() == Long.BYTES ? ValueType.I64 : ValueType.I32;
        return function.builder.constant(register, stored.memory().size());
    }

    private Value argument(Kfunc kfunc, Parameter parameter, ExpressionTree tree, Operand operand) {
        if (parameter.type() instanceof BpfType.Pointer pointer) {
            if (operand instanceof Nothing nothing && nothing.type() == Other.NULL && parameter.mayBeNull()) {
                if (parameter.name().equals(VECTOR))
                    function.unit.require(tree, WITHOUT_VECTOR, "a cipher without initialisation vector");
                return function.nullOf(NOTHING);
            }
            if (operand instanceof Dynptr dynptr && isStruct(pointer.target(), "bpf_dynptr"))
                return DynptrCalls.address(function, tree, dynptr);
            if (operand.type() instanceof EntryClass && EntryCalls.isEntry(pointer.target()))
                return entries.argument(kfunc, tree, operand);
            if (operand instanceof MapHandle map && isStruct(pointer.target(), "bpf_map"))
                return function.builder.mapAddress(map.name());
            if (operand instanceof Reference reference && isPassed(reference.type(), pointer.target()))
                return pointer(kfunc, tree, reference);
        } else if (operand instanceof Scalar scalar) {
            var integer = function.integer(scalar);
            return parameter.type().size() == Long.BYTES
                    ? function.conversions.wide(scalar.value(), integer)
                    : function.converted(scalar, integer.unsigned() ? Int.UINT : Int.INT);
        }
        throw refused(tree, kfunc, operand.type());
    }

    private static boolean isStruct(BpfType target, String name) {
        return target instanceof StructType struct && struct.name().equals(name);
    }

    private static boolean isPassed(JavaType type, BpfType target) {
        if (target instanceof StructType wanted) return isStruct(type, wanted.name());
        if (type instanceof KernelClass) return target.equals(BpfType.VOID);
        return type instanceof Stored stored && stored.memory().size() >= target.size();
    }

    private static boolean isStruct(JavaType type, String wanted) {
        if (type instanceof KernelClass struct) {
            var name = struct.layout().name().replaceFirst("___.*", "");
            return wanted.equals(name) || wanted.equals(BEGINS_WITH.get(name));
        }
        if (type instanceof ContextClass context)
            return context.struct() != null && context.struct().name().equals(wanted);
        return type instanceof Stored stored
                && stored.memory() instanceof StructType struct
                && (struct.name() + "_").startsWith(wanted + "_");
    }

    private Value pointer(Kfunc kfunc, ExpressionTree tree, Reference reference) {
        SpecialValues.requirePlain(function, tree, reference);
        function.touching(tree);
        var address = function.address(tree, reference);
        if (!(reference.type() instanceof KernelClass) || isTrusted(kfunc, reference, address)) return address;
        throw function.refuse(
                tree,
                UNTRUSTED_POINTER,
                "`" + kfunc.name() + "` takes pointers only that the verifier trusts, and not " + function.quote(tree));
    }

    /** A variable of the kernel, which nobody may write to, is none that the verifier trusts. */
    private boolean isTrusted(Kfunc kfunc, Reference reference, Value address) {
        if (reference.base() instanceof Operand.Base.InLoop && !kfunc.has(Kfunc.Flag.RCU)) return false;
        if (reference.base() instanceof Operand.Base.Held held && held.by().type() instanceof EntryClass) return false;
        var kind = ((ValueType.Pointer) address.type()).kind();
        if (kind == MemoryKind.RCU) return kfunc.has(Kfunc.Flag.RCU) && function.guards.isKept();
        return kind == MemoryKind.KERNEL && !reference.base().isConstant();
    }

    private Refusal refused(ExpressionTree tree, Kfunc kfunc, JavaType type) {
        return function.refuse(tree, UNSUPPORTED_KFUNC, "`" + kfunc.name() + "` takes no `" + type.text() + "` here");
    }
}
