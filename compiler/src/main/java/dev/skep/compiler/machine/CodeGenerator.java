package dev.skep.compiler.machine;

import dev.skep.compiler.GeneratedCode;
import dev.skep.compiler.Options;
import dev.skep.compiler.machine.allocation.AllocateRegisters;
import dev.skep.compiler.machine.allocation.AllocatedFunction;
import dev.skep.compiler.machine.allocation.CheckAllocation;
import dev.skep.compiler.machine.allocation.CountSpills;
import dev.skep.compiler.machine.layout.EmitCode;
import dev.skep.compiler.machine.layout.SlotLives;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.selection.SelectInstructions;
import dev.skep.ir.Function;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns one function of final IR into code. Where assertions are on, as in tests, the allocation of registers is proven. */
public final class CodeGenerator {
    private CodeGenerator() {}

    /** Returns the names of the steps that may be left out. */
    public static Set<String> optional() {
        return Stream.concat(SelectInstructions.optional().stream(), EmitCode.optional().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the code of a function whose memory ops are expanded.
     *
     * @throws dev.skep.compiler.machine.layout.FrameTooLarge when it needs more stack than a call chain may have
     * @throws KernelTooOld when it needs an instruction that the oldest kernel to be served does not have
     */
    public static GeneratedCode generate(Function function, Options options) {
        var machine = SelectInstructions.of(function, options);
        options.listener().selected(function.name(), machine::toString);
        var allocated = AllocateRegisters.of(machine);
        options.listener().allocated(function.name(), allocated::toString);
        assert isProven(machine, allocated);
        var emitted = EmitCode.of(allocated, SlotLives.of(function), options);
        RequireKernel.check(emitted.code(), options);
        var spills = CountSpills.of(allocated);
        var generated = new GeneratedCode(emitted.code(), emitted.frame(), spills.stores(), spills.loads());
        options.listener().generated(generated);
        return generated;
    }

    private static boolean isProven(MachineFunction machine, AllocatedFunction allocated) {
        CheckAllocation.check(machine, allocated);
        return true;
    }
}
