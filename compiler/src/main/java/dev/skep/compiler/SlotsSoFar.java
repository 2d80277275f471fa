package dev.skep.compiler;

import dev.skep.compiler.machine.CodeGenerator;
import dev.skep.compiler.machine.KernelTooOld;
import dev.skep.compiler.machine.layout.FrameTooLarge;
import dev.skep.ir.Function;
import dev.skep.ir.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** How much code a unit would become if it were left as it is between two passes. */
final class SlotsSoFar {
    private SlotsSoFar() {}

    /** Returns the slots of each function, without those that would not become code. */
    static Map<String, Integer> of(Unit unit, Options options) {
        var unseen = options.withListener(StageListener.NONE);
        var ready = RunPasses.of(Pipeline.of(unseen.withoutOptimization()), unit, unseen);
        Map<String, Integer> slots = new LinkedHashMap<>();
        for (var function : ready.functions())
            slots(function, unseen).ifPresent(count -> slots.put(function.name(), count));
        return slots;
    }

    private static OptionalInt slots(Function function, Options options) {
        try {
            return OptionalInt.of(CodeGenerator.generate(function, options).slots());
        } catch (FrameTooLarge | KernelTooOld e) {
            return OptionalInt.empty();
        }
    }
}
