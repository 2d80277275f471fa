package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.RELEASED;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_KFUNC;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Kfunc;
import dev.skep.kernel.Kfunc.Flag;
import dev.skep.lang.BpfReference;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Base;
import dev.skep.processor.lowering.Operand.GiveBack;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.Acquired;
import dev.skep.processor.type.JavaType.EntryClass;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.ReferenceClass;
import java.util.List;
import java.util.Map;

/** References to objects of the kernel: acquired by a function of the kernel, released by {@code close} or at the end of their {@code try}. */
final class ReferenceCalls {
    private final FunctionLowering function;
    private final EntryCalls entries;

    ReferenceCalls(FunctionLowering function, EntryCalls entries) {
        this.function = function;
        this.entries = entries;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(BpfReference.class, "value"), this::value);
        intrinsics.put(Calls.key(BpfReference.class, "close"), this::close);
    }

    /** Calls what acquires one, or an entry that becomes one. */
    Operand acquired(Call call, Kfunc kfunc, BpfType returns, JavaType type, List<Value> arguments) {
        if (!(returns instanceof BpfType.Pointer pointer)
                || !(pointer.target() instanceof StructType struct)
                || !(type instanceof Acquired acquired)
                || acquired instanceof EntryClass != EntryCalls.isEntry(struct)
                || !kfunc.has(Flag.ACQUIRE)) throw refused(call.tree(), kfunc, "returns no `" + type.text() + "`");
        var wanted = flavorless(struct.name());
        var isThat = acquired.target() instanceof KernelClass named
                && flavorless(named.layout().name()).equals(wanted);
        if (!isThat)
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_KFUNC,
                    "`" + kfunc.name() + "` returns a `" + struct.name() + "`, and `"
                            + acquired.target().text() + "` is none",
                    "name a @KernelType(\"" + wanted + "\") class");
        function.guards.requireTry(call);
        function.at(call.tree());
        var register = new ValueType.Pointer(
                MemoryKind.KERNEL,
                kfunc.has(Flag.RET_NULL) ? ValueType.Nullness.NULLABLE : ValueType.Nullness.NON_NULL);
        var value = function.builder.callKfunc(register, KfuncCalls.symbol(call), arguments);
        return acquired instanceof EntryClass entry ? entries.taken(value, entry) : taken(value, acquired.target());
    }

    /** Returns a reference that the program holds from here on. */
    Guard taken(Value pointer, JavaType target) {
        return function.guards.taken(pointer, new ReferenceClass(target), giveBack(target));
    }

    private static GiveBack giveBack(JavaType target) {
        if (!(target instanceof KernelClass struct)) return ObjectCalls::drop;
        var release = Kfunc.releaseOf(flavorless(struct.layout().name())).orElseThrow();
        return (code, taken) -> code.callKfunc(ValueType.I64, release.name(), List.of(taken));
    }

    /** The struct that a flavor stands for. */
    static String flavorless(String struct) {
        return struct.replaceFirst("___.*", "");
    }

    private Operand value(Call call) {
        var held = held(call.receiver());
        return new Reference(new Base.Held(held), 0, ((ReferenceClass) held.type()).target());
    }

    private Operand close(Call call) {
        var held = held(call.receiver());
        function.guards.release(held, held.giveBack());
        return new Nothing(Other.VOID);
    }

    /** Returns the reference that an expression is, which must not have been released. */
    Guard held(ExpressionTree tree) {
        return held(tree, function.expressions.lower(tree));
    }

    /** Returns the reference that an operand is. */
    Guard held(ExpressionTree tree, Operand operand) {
        if (!(operand instanceof Guard held) || !(held.type() instanceof ReferenceClass))
            throw function.refuse(tree, UNSUPPORTED_CALL, function.quote(tree) + " is no reference here");
        if (function.isNull(function.builder.read(held.handle())))
            throw function.refuse(tree, RELEASED, function.quote(tree) + " is null or released here");
        function.touching(tree);
        return held;
    }

    private static boolean leadsTo(Guard held, JavaType target) {
        var led = ((ReferenceClass) held.type()).target();
        if (!(led instanceof KernelClass one) || !(target instanceof KernelClass other)) return led.equals(target);
        return one.layout().name().equals(other.layout().name());
    }

    /** Returns what a reference leads to that is given away, so that it is held no more. */
    Value given(ExpressionTree tree, Guard held, JavaType target) {
        if (!leadsTo(held, target))
            throw function.refuse(
                    tree, UNSUPPORTED_CALL, "a `" + held.type().text() + "` leads to no `" + target.text() + "`");
        var builder = function.builder;
        var nullable = (ValueType.Pointer) held.handle().type();
        var pointer = builder.reinterpret(ValueType.pointer(nullable.kind()), builder.read(held.handle()));
        function.guards.isGone(held);
        return pointer;
    }

    private Refusal refused(Tree place, Kfunc kfunc, String why) {
        return function.refuse(place, UNSUPPORTED_KFUNC, "`" + kfunc.name() + "` " + why);
    }
}
