package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.GPL_ONLY;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_KFUNC;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.ir.BpfType;
import dev.skep.ir.KfuncPrototypes;
import dev.skep.ir.KfuncPrototypes.Prototype;
import dev.skep.ir.StructType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.lang.Kernel;
import dev.skep.lang.Kfunc;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.lowering.Operand.Section;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of the kernel that loaders find by name: methods that are {@link Kfunc}, and the sections that two of them begin and end. */
final class KfuncCalls {
    private final FunctionLowering function;

    KfuncCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(Kernel.class, "rcuReadLock"),    call -> section(call, "bpf_rcu_read_lock",   "bpf_rcu_read_unlock"));
        intrinsics.put(Calls.key(Kernel.class, "preemptDisable"), call -> section(call, "bpf_preempt_disable", "bpf_preempt_enable"));
        // spotless:on
    }

    /** The end of the section is called on every way out of its {@code try}. */
    private Operand section(Call call, String begin, String end) {
        function.guards.requireTry(call);
        require(call.tree(), begin);
        function.at(call.tree());
        function.builder.callKfunc(ValueType.I64, begin, List.of());
        return Section.of(builder -> builder.callKfunc(ValueType.I64, end, List.of()));
    }

    Operand lower(Call call) {
        var name = call.method().getAnnotation(Kfunc.class).value();
        require(call.tree(), name);
        var prototype = KfuncPrototypes.of(name)
                .filter(KfuncCalls::takesData)
                .orElseThrow(() -> refused(call.tree(), name, "takes what Java has no types for"));
        var taken = prototype.parameters();
        if (taken.size() != call.tree().getArguments().size())
            throw refused(call.tree(), name, "takes " + taken.size() + " arguments");
        List<Value> arguments = new ArrayList<>();
        for (var i = 0; i < taken.size(); i++)
            arguments.add(argument(name, call.argument(i), taken.get(i).type()));
        return result(call, name, prototype, arguments);
    }

    private static boolean takesData(Prototype prototype) {
        return prototype.parameters().stream()
                .noneMatch(parameter -> parameter.type() instanceof BpfType.Pointer pointer
                        && pointer.target() instanceof BpfType.FunctionType);
    }

    private void require(Tree place, String name) {
        var kfunc = dev.skep.kernel.Kfunc.of(name)
                .orElseThrow(() -> refused(place, name, "is no function that programs may call"));
        function.unit.require(place, kfunc.since(), "`" + name + "`");
        if (!function.helpers.isGpl())
            throw function.refuse(place, GPL_ONLY, "`" + name + "` is for the GPL only, and the license is not");
    }

    private Operand result(Call call, String name, Prototype prototype, List<Value> arguments) {
        var type = function.result(call);
        var returned = type.integer().orElse(null);
        var pointer = prototype.result() instanceof BpfType.Pointer;
        if (pointer || (returned == null && type != Other.VOID) || isWider(returned, prototype.result()))
            throw refused(call.tree(), name, "returns no `" + type.text() + "`");
        function.at(call.tree());
        var register = returned == null ? ValueType.I64 : returned.register();
        var value = function.builder.callKfunc(register, name, arguments);
        if (returned == null) return new Nothing(Other.VOID);
        return new Scalar(function.conversions.normalise(value, returned), type);
    }

    private static boolean isWider(@Nullable Int returned, BpfType result) {
        return returned != null && returned.bits() > result.size() * Byte.SIZE;
    }

    private Value argument(String name, ExpressionTree tree, BpfType wanted) {
        var operand = function.expressions.lower(tree);
        if (wanted instanceof BpfType.Pointer pointer) {
            if (operand instanceof Reference reference && isPassed(reference, pointer.target())) {
                SpecialValues.requirePlain(function, tree, reference);
                function.touching(tree);
                return function.address(tree, reference);
            }
        } else if (operand instanceof Scalar scalar) {
            var integer = function.integer(scalar);
            return wanted.size() == Long.BYTES
                    ? function.conversions.wide(scalar.value(), integer)
                    : function.converted(scalar, integer.unsigned() ? Int.UINT : Int.INT);
        }
        throw refused(tree, name, "takes no `" + operand.type().text() + "` here");
    }

    private static boolean isPassed(Reference reference, BpfType target) {
        if (!(reference.type() instanceof KernelClass struct))
            return !(target instanceof StructType) && reference.type() instanceof Stored;
        return target instanceof StructType wanted && wanted.name().equals(struct.kernelName());
    }

    private Refusal refused(Tree place, String name, String why) {
        return function.refuse(place, UNSUPPORTED_KFUNC, "`" + name + "` " + why);
    }
}
