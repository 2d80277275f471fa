package dev.skep.processor.lowering;

import dev.skep.asm.Condition;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.BpfResSpinLock;
import dev.skep.lang.BpfSpinLock;
import dev.skep.lang.Kernel;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.Section;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.Special;
import java.util.List;
import java.util.Map;

/** Locks, and interrupts that are kept away: taken at the start of a {@code try}, given back on every way out of it. */
final class LockCalls {
    private final FunctionLowering function;
    private final KfuncCalls kfuncs;

    LockCalls(FunctionLowering function, KfuncCalls kfuncs) {
        this.function = function;
        this.kfuncs = kfuncs;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(BpfSpinLock.class, "hold"), this::hold);
        intrinsics.put(Calls.key(BpfResSpinLock.class, "hold"), this::holdResilient);
        intrinsics.put(Calls.key(BpfResSpinLock.class, "holdIrqsave"), this::holdIrqsave);
        intrinsics.put(Calls.key(Kernel.class, "localIrqSave"), this::localIrqSave);
    }

    /** The verifier wants back the lock of the same value, so its address is computed once. */
    private Operand hold(Call call) {
        function.guards.requireTry(call);
        function.helpers.require(call.tree(), Helper.SPIN_LOCK);
        var field = SpecialValues.field(function, call, Special.SPIN_LOCK);
        var lock = function.address(field);
        function.builder.callHelper(ValueType.I64, Helper.SPIN_LOCK, lock);
        return new Section(
                builder -> builder.callHelper(ValueType.I64, Helper.SPIN_UNLOCK, lock),
                Section.Kind.ANYTHING,
                Guards.Place.of(field));
    }

    private Operand holdResilient(Call call) {
        return held(call, "bpf_res_spin_lock", "bpf_res_spin_unlock", List.of());
    }

    private Operand holdIrqsave(Call call) {
        return held(call, "bpf_res_spin_lock_irqsave", "bpf_res_spin_unlock_irqrestore", List.of(flags()));
    }

    /** The result is 0 where the lock was taken: what is kept is whether it was. */
    private Operand held(Call call, String take, String giveBack, List<Value> flags) {
        function.guards.requireTry(call);
        kfuncs.require(call.tree(), take);
        var field = SpecialValues.field(function, call, Special.RES_SPIN_LOCK);
        var lock = function.address(field);
        var arguments = flags.isEmpty() ? List.of(lock) : List.of(lock, flags.get(0));
        function.at(call.tree());
        var builder = function.builder;
        var failed = builder.callKfunc(ValueType.I32, take, arguments);
        var handle = builder.newVariable("held", ValueType.I32);
        builder.write(handle, builder.compare(Condition.EQ, failed, builder.constant(ValueType.I32, 0)));
        return new Guard(
                handle,
                Other.HELD,
                (code, unused) -> code.callKfunc(ValueType.I64, giveBack, arguments),
                Guards.Place.of(field),
                null);
    }

    private Operand localIrqSave(Call call) {
        function.guards.requireTry(call);
        kfuncs.require(call.tree(), "bpf_local_irq_save");
        var flags = List.of(flags());
        function.at(call.tree());
        function.builder.callKfunc(ValueType.I64, "bpf_local_irq_save", flags);
        return new Section(
                builder -> builder.callKfunc(ValueType.I64, "bpf_local_irq_restore", flags), Section.Kind.ATOMIC);
    }

    /** Eight bytes of the frame, which the verifier lets nobody else touch. */
    private Value flags() {
        return function.builder.stackAddress(function.builder.newSlot("flags", Long.BYTES, Long.BYTES));
    }
}
