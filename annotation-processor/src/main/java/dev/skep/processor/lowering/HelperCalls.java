package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;
import static dev.skep.compiler.DiagnosticCode.WRONG_HELPER;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.ByAddress;
import dev.skep.lang.CallsHelper;
import dev.skep.lang.WithSize;
import dev.skep.processor.lowering.Operand.Dynptr;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.PerCpu;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.lowering.Operand.Text;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Methods that are helper functions of the kernel, as their {@link CallsHelper} says. */
final class HelperCalls {
    private static final ValueType NOTHING = ValueType.nullable(MemoryKind.MEMORY);
    private static final String KEY = "K";

    private final FunctionLowering function;
    private final HelperResults results;

    HelperCalls(FunctionLowering function) {
        this.function = function;
        this.results = new HelperResults(function);
    }

    Operand lower(Call call) {
        var mark = call.method().getAnnotation(CallsHelper.class);
        var helper = helper(call);
        function.helpers.require(call.tree(), helper);
        if (helper.maySleep() && function.guards.isAtomic())
            throw function.refuse(
                    call.tree(), WRONG_HELPER, "`" + helper.kernelName() + "` may sleep, which nothing may here");
        results.check(call);
        var isStatic = call.method().getModifiers().contains(Modifier.STATIC);
        var receiver = isStatic ? null : function.expressions.lower(call.receiver());
        var map = receiver == null ? null : MapCalls.type(receiver);
        List<Value> arguments = new ArrayList<>();
        function.at(call.tree());
        var blame = Optional.<ExpressionTree>empty();
        for (var i = 0; i <= call.tree().getArguments().size(); i++) {
            var before = arguments.size();
            if (receiver != null && i == mark.receiver()) add(arguments, call.receiver(), receiver, Sized.NO);
            if (mayBeNull(arguments, before)) blame = Optional.of(call.receiver());
            var between = arguments.size();
            if (i < call.tree().getArguments().size()) argument(arguments, call, i, map);
            if (mayBeNull(arguments, between)) blame = Optional.of(call.argument(i));
        }
        blame.ifPresentOrElse(function::touching, () -> function.at(call.tree()));
        while (arguments.size() < count(helper)) arguments.add(function.builder.constant(ValueType.I64, 0));
        return results.of(call, helper, arguments);
    }

    /** Returns whether one of the arguments from there on is a pointer that has to be compared with null before. */
    private boolean mayBeNull(List<Value> arguments, int from) {
        return arguments.subList(from, arguments.size()).stream()
                .filter(argument -> !function.isNull(argument))
                .map(Value::type)
                .anyMatch(type ->
                        type instanceof ValueType.Pointer pointer && pointer.nullness() == ValueType.Nullness.NULLABLE);
    }

    private static int count(Helper helper) {
        var parameters = helper.parameters();
        return parameters.contains("...") ? parameters.size() - 1 : parameters.size();
    }

    /** Whether the size of memory goes over behind its address. */
    private enum Sized {
        YES,
        NO,
        /** It ends with a NUL. */
        TEXT;

        static Sized of(VariableElement parameter) {
            if (parameter.asType().toString().equals(String.class.getName())) return TEXT;
            return parameter.getAnnotation(WithSize.class) == null ? NO : YES;
        }
    }

    private void argument(List<Value> arguments, Call call, int index, @Nullable MapClass map) {
        var parameter = call.method().getParameters().get(index);
        var tree = call.argument(index);
        if (isClass(parameter)) return;
        var operand = function.expressions.lower(tree);
        requireWritable(call, arguments.size(), tree, operand);
        requirePerCpu(call, arguments.size(), tree, operand);
        var sized = Sized.of(parameter);
        if (operand instanceof Nothing nothing && nothing.type() == Other.NULL) {
            arguments.add(function.nullOf(NOTHING));
            if (sized == Sized.YES) arguments.add(function.builder.constant(ValueType.I64, 0));
        } else if (map != null && isKey(parameter)) {
            content(
                    arguments,
                    tree,
                    "key",
                    operand,
                    Optional.ofNullable(map.key()).orElseThrow(),
                    sized);
        } else if (map != null && parameter.asType().getKind() == TypeKind.TYPEVAR) {
            content(arguments, tree, "value", operand, map.value(), sized);
        } else {
            add(arguments, tree, operand, sized);
        }
    }

    private void requireWritable(Call call, int position, ExpressionTree tree, Operand operand) {
        if (operand instanceof Reference memory && WrittenArguments.contains(helper(call), position))
            function.places.writable(tree, memory);
    }

    private void requirePerCpu(Call call, int position, ExpressionTree tree, Operand operand) {
        var wanted = position == 0 && HelperResults.PER_CPU.contains(helper(call));
        if (wanted == operand instanceof PerCpu) return;
        throw function.refuse(
                tree,
                UNSUPPORTED_CALL,
                function.quote(tree)
                        + (wanted
                                ? " is no variable of the kernel that each CPU has"
                                : " is on each CPU, and this takes one of them"),
                wanted ? "declare it @Ksym(perCpu = true)" : "ask for one first: Kernel.thisCpu(…)");
    }

    private static Helper helper(Call call) {
        var mark = call.method().getAnnotation(CallsHelper.class);
        return Helper.of(mark.value()).orElseThrow(() -> new IllegalStateException("no helper " + mark.value()));
    }

    /** A key or value of a map goes over by its address. */
    private void content(
            List<Value> arguments, ExpressionTree tree, String purpose, Operand operand, Stored type, Sized sized) {
        arguments.add(function.memory.address(tree, purpose, operand, type));
        if (sized == Sized.YES)
            arguments.add(function.builder.constant(ValueType.I64, type.memory().size()));
    }

    private static boolean isKey(VariableElement parameter) {
        return parameter.getAnnotation(ByAddress.class) != null
                || (parameter.asType().getKind() == TypeKind.TYPEVAR
                        && parameter.asType().toString().endsWith(KEY));
    }

    /** It is the class of what the helper returns. */
    private static boolean isClass(VariableElement parameter) {
        return parameter.asType() instanceof DeclaredType type
                && ((TypeElement) type.asElement()).getQualifiedName().contentEquals(Class.class.getName());
    }

    /** Numbers go over in 64 bits, arrays as address and size, texts and other memory as address. */
    private void add(List<Value> arguments, ExpressionTree tree, Operand operand, Sized sized) {
        if (operand instanceof Text text && sized == Sized.TEXT) {
            arguments.add(function.address(function.texts.literal(tree, text)));
        } else if (operand instanceof Scalar scalar && sized == Sized.NO) {
            arguments.add(function.conversions.wide(scalar.value(), function.integer(scalar)));
        } else if (operand instanceof Reference reference && goesOver(reference.type(), sized)) {
            SpecialValues.requirePlain(function, tree, reference);
            function.touching(tree);
            arguments.add(function.address(tree, reference));
            if (sized == Sized.YES || (reference.type() instanceof ArrayOf && sized == Sized.NO))
                arguments.add(function.builder.constant(
                        ValueType.I64, ((Stored) reference.type()).memory().size()));
        } else if (operand instanceof Guard guard && sized == Sized.NO) {
            function.touching(tree);
            arguments.add(function.builder.read(guard.handle()));
        } else if (operand instanceof Dynptr dynptr && sized == Sized.NO) {
            arguments.add(DynptrCalls.address(function, tree, dynptr));
        } else if (operand instanceof PerCpu variable && sized == Sized.NO) {
            arguments.add(variable.address(function.builder));
        } else if (operand instanceof MapHandle map && sized == Sized.NO) {
            arguments.add(function.builder.mapAddress(map.name()));
        } else {
            throw function.refuse(
                    tree,
                    UNSUPPORTED_CALL,
                    "a `" + operand.type().text() + "` cannot be handed to a helper"
                            + (sized == Sized.YES ? " here" : ""),
                    "pass memory: a struct, an array or a cell such as U32.of(…)");
        }
    }

    private static boolean goesOver(JavaType type, Sized sized) {
        return sized != Sized.YES || type instanceof Stored;
    }
}
