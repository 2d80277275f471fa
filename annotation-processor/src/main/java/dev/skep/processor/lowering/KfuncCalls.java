package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNRELEASED;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_KFUNC;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.ir.BpfType;
import dev.skep.ir.KfuncPrototypes;
import dev.skep.ir.KfuncPrototypes.Prototype;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Kfunc.Flag;
import dev.skep.lang.Core;
import dev.skep.lang.Kernel;
import dev.skep.lang.Kfunc;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Section;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.Acquired;
import dev.skep.processor.type.JavaType.Other;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Functions of the kernel that loaders find by name: methods that are {@link Kfunc}, and the sections that two of them begin and end. */
final class KfuncCalls {
    private final FunctionLowering function;
    private final KfuncRules rules;
    private final KfuncArguments arguments;
    private final ReferenceCalls references;
    private final EntryCalls entries;
    private final KfuncResults results;

    KfuncCalls(FunctionLowering function) {
        this.function = function;
        this.rules = new KfuncRules(function);
        this.entries = new EntryCalls(function);
        this.arguments = new KfuncArguments(function, entries);
        this.references = new ReferenceCalls(function, entries);
        this.results = new KfuncResults(function);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(Kernel.class, "rcuReadLock"),    call -> section(call, Section.Kind.RCU,      "bpf_rcu_read_lock",   "bpf_rcu_read_unlock"));
        intrinsics.put(Calls.key(Kernel.class, "preemptDisable"), call -> section(call, Section.Kind.ATOMIC,   "bpf_preempt_disable", "bpf_preempt_enable"));
        // spotless:on
        intrinsics.put(Calls.key(Kernel.class, "throw_"), this::throw_);
        references.register(intrinsics);
        entries.register(intrinsics);
        new KptrCalls(function, references).register(intrinsics);
        var objects = new ObjectCalls(function, this, references);
        objects.register(intrinsics);
        var roots = new Roots(function, objects, references);
        new ListCalls(function, roots).register(intrinsics);
        new TreeCalls(function, roots).register(intrinsics);
        new CastCalls(function, rules).register(intrinsics);
        var ofTypes = Objects.requireNonNull(intrinsics.get(Calls.key(Core.class, "exists")));
        intrinsics.put(
                Calls.key(Core.class, "exists"), call -> isName(call) ? rules.exists(call) : ofTypes.lower(call));
    }

    private static boolean isName(Call call) {
        return call.method().getParameters().get(0).asType().toString().equals(String.class.getName());
    }

    /** The end of the section is called on every way out of its {@code try}. */
    private Operand section(Call call, Section.Kind kind, String begin, String end) {
        function.guards.requireTry(call);
        rules.require(call.tree(), begin);
        function.at(call.tree());
        function.builder.callKfunc(ValueType.I64, begin, List.of());
        return new Section(builder -> builder.callKfunc(ValueType.I64, end, List.of()), kind);
    }

    /** What stands behind it is not looked at by the verifier, and never runs. */
    private Operand throw_(Call call) {
        rules.require(call.tree(), "bpf_throw");
        if (function.activation().isHolding())
            throw function.refuse(
                    call.tree(),
                    UNRELEASED,
                    function.quote(call.tree()) + " ends the program where something is to be given back",
                    "call it behind the `try` or the loop");
        var number = function.expressions.scalar(call.argument(0));
        var cookie = function.conversions.wide(number.value(), function.integer(number));
        function.at(call.tree());
        function.builder.callKfunc(ValueType.I64, "bpf_throw", List.of(cookie));
        return new Nothing(Other.VOID);
    }

    Operand lower(Call call) {
        var mark = call.method().getAnnotation(Kfunc.class);
        var kfunc = mark.weak() ? rules.weak(call.tree(), mark.value()) : rules.require(call.tree(), mark.value());
        var prototype = KfuncPrototypes.of(kfunc.name())
                .filter(KfuncCalls::takesData)
                .orElseThrow(() -> refused(call.tree(), kfunc, "takes what Java has no types for"));
        var taken = arguments.lower(call, kfunc, prototype);
        if (kfunc.has(Flag.RELEASE) && !kfunc.has(Flag.ACQUIRE))
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_KFUNC,
                    "`" + kfunc.name() + "` takes a reference away from its `try`",
                    "leave it out, or say where the reference is released earlier: held.close()");
        var type = resultType(call);
        if (type instanceof Acquired || kfunc.has(Flag.ACQUIRE))
            return references.acquired(call, kfunc, prototype.result(), type, taken);
        return results.of(call, kfunc, prototype.result(), type, taken);
    }

    private static boolean takesData(Prototype prototype) {
        return prototype.parameters().stream()
                .noneMatch(parameter -> parameter.type() instanceof BpfType.Pointer pointer
                        && pointer.target() instanceof BpfType.FunctionType);
    }

    /** Returns an object of the kernel that a function takes. */
    Value object(dev.skep.kernel.Kfunc kfunc, ExpressionTree tree, String struct) {
        return arguments.object(kfunc, tree, struct);
    }

    /** Refuses a kernel function that the object may not call. */
    dev.skep.kernel.Kfunc require(Tree place, String name) {
        return rules.require(place, name);
    }

    /** The call's own type, which has the types that arguments and class literals bring in. */
    private JavaType resultType(Call call) {
        return call.method().getReturnType().getKind().isPrimitive()
                ? function.result(call)
                : function.type(call.tree());
    }

    /** Its name with the suffix that tells it from others, {@code bpf_task_acquire___old}. */
    static String symbol(Call call) {
        return call.method().getAnnotation(Kfunc.class).value();
    }

    private Refusal refused(Tree place, dev.skep.kernel.Kfunc kfunc, String why) {
        return function.refuse(place, UNSUPPORTED_KFUNC, "`" + kfunc.name() + "` " + why);
    }
}
