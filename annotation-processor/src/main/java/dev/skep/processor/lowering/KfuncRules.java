package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.GPL_ONLY;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_KFUNC;
import static dev.skep.compiler.DiagnosticCode.WRONG_HELPER;
import static java.util.stream.Collectors.joining;

import com.sun.source.tree.Tree;
import dev.skep.asm.Condition;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Kfunc;
import dev.skep.kernel.SectionKind;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.lowering.Operand.Text;
import dev.skep.processor.type.Int;

/** Which functions of the kernel a program may call, and which the kernel may lack: those that are declared weak, or asked about. */
final class KfuncRules {
    /** First kernel that tells the address of such a function. */
    private static final KernelVersion ADDRESSES = new KernelVersion(6, 4);

    private final FunctionLowering function;

    KfuncRules(FunctionLowering function) {
        this.function = function;
    }

    /** Returns a function that the kernel must have. */
    Kfunc require(Tree place, String name) {
        var kfunc = known(place, name);
        function.unit.require(place, kfunc.since(), "`" + name + "`");
        requireType(place, kfunc);
        function.helpers
                .program()
                .map(SectionKind::programType)
                .ifPresent(type -> function.unit.require(
                        place, kfunc.since(type), "`" + name + "` in programs of type `BPF_PROG_TYPE_" + type + "`"));
        return licensed(place, kfunc);
    }

    /** Returns a function that it need not have. */
    Kfunc weak(Tree place, String name) {
        requireType(place, known(place, name));
        return asked(place, name);
    }

    private void requireType(Tree place, Kfunc kfunc) {
        function.helpers
                .program()
                .map(SectionKind::programType)
                .filter(type -> kfunc.isRefused(type, function.unit.options().targetKernel()))
                .ifPresent(type -> {
                    throw function.refuse(
                            place,
                            WRONG_HELPER,
                            "`" + kfunc.name() + "` is not for programs of type `BPF_PROG_TYPE_" + type + "`",
                            "do without it here, or write a program of one of these types: "
                                    + kfunc.programTypes().stream()
                                            .map(Enum::name)
                                            .collect(joining(", ")));
                });
    }

    /** A function that the kernel need not have, where it is not called. */
    private Kfunc asked(Tree place, String name) {
        var kfunc = licensed(place, known(place, name));
        function.unit.statics().weakKfunc(name, function.unit.sources().dereference(place));
        return kfunc;
    }

    private Kfunc known(Tree place, String name) {
        return Kfunc.of(name)
                .orElseThrow(() -> function.refuse(
                        place, UNSUPPORTED_KFUNC, "`" + name + "` is no function that programs may call"));
    }

    private Kfunc licensed(Tree place, Kfunc kfunc) {
        if (!function.helpers.isGpl())
            throw function.refuse(
                    place, GPL_ONLY, "`" + kfunc.name() + "` is for the GPL only, and the license is not");
        if (kfunc.has(Kfunc.Flag.SLEEPABLE) && function.guards.isAtomic())
            throw function.refuse(place, WRONG_HELPER, "`" + kfunc.name() + "` may sleep, which nothing may here");
        return kfunc;
    }

    /** Asks whether the kernel has a function: whether its address is not 0. */
    Operand exists(Call call) {
        var tree = call.argument(0);
        if (!(function.expressions.lower(tree) instanceof Text name))
            throw function.refuse(tree, UNSUPPORTED_KFUNC, function.quote(tree) + " is no constant");
        var kfunc = asked(tree, name.text());
        if (!kfunc.since().atLeast(ADDRESSES))
            function.unit.require(tree, ADDRESSES, "the question whether there is a `" + kfunc.name() + "`");
        var builder = function.builder;
        function.at(call.tree());
        var address = builder.reinterpret(ValueType.I64, builder.globalAddress(name.text(), 0));
        return new Scalar(builder.compare(Condition.NE, address, builder.constant(ValueType.I64, 0)), Int.BOOLEAN);
    }
}
