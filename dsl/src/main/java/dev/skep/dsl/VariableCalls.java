package dev.skep.dsl;

import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;

/** Emits reads of variables of the kernel. */
final class VariableCalls {
    private VariableCalls() {}

    static <T> T one(Body body, KernelVariable<T> variable) {
        if (variable.isPerCpu())
            throw new IllegalArgumentException("each CPU has a `" + variable + "`: say p.thisCpu(…)");
        var address = address(body, variable);
        return variable.at(body, body.ir().reinterpret(ValueType.pointer(variable.memory()), address));
    }

    static <T> T thisCpu(Body body, KernelVariable<T> variable) {
        requirePerCpu(variable);
        body.rules().requireHelper(Helper.THIS_CPU_PTR);
        var address = number(body, variable);
        var pointer = body.ir().callHelper(ValueType.pointer(variable.memory()), Helper.THIS_CPU_PTR, address);
        return variable.at(body, pointer);
    }

    static <A, T> Maybe<T, A> perCpu(FunctionBuilder<A> function, KernelVariable<T> variable, U32 cpu) {
        var body = function.body();
        requirePerCpu(variable);
        Types.U32.require(body, cpu);
        body.rules().requireHelper(Helper.PER_CPU_PTR);
        var address = number(body, variable);
        var number = Conversion.wide(body, cpu.operand(), Types.U32);
        var found = body.ir().callHelper(ValueType.nullable(variable.memory()), Helper.PER_CPU_PTR, address, number);
        return new Maybe<>(
                function, "perCpu(" + variable + ")", Presence.of(body, found, () -> variable.at(body, found)));
    }

    static U64 addressOf(Body body, KernelVariable<?> variable) {
        return Types.U64.handle(body.computed(number(body, variable)));
    }

    private static void requirePerCpu(KernelVariable<?> variable) {
        if (!variable.isPerCpu())
            throw new IllegalArgumentException(
                    "`" + variable + "` is no variable that each CPU has: say p.kernel(…), or declare it perCpu()");
    }

    private static Value number(Body body, KernelVariable<?> variable) {
        var address = address(body, variable);
        return body.ir().reinterpret(ValueType.I64, address);
    }

    private static Value address(Body body, KernelVariable<?> variable) {
        body.rules().requireKernel(KernelVariable.SINCE, "a variable of the kernel");
        var address = body.statement().globalAddress(variable.toString(), 0);
        body.parts().add(variable);
        return address;
    }
}
