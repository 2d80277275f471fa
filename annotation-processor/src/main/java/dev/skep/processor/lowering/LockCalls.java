package dev.skep.processor.lowering;

import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.BpfSpinLock;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Section;
import dev.skep.processor.type.Special;
import java.util.Map;

/** Locks in values of maps: taken at the start of a {@code try}, given back on every way out of it. */
final class LockCalls {
    private final FunctionLowering function;

    LockCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(BpfSpinLock.class, "hold"), this::hold);
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
}
