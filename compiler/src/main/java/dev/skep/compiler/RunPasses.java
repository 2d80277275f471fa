package dev.skep.compiler;

import dev.skep.compiler.pass.UnitPass;
import dev.skep.ir.Unit;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrPrinter;
import java.util.List;

/**
 * Runs passes in order. What the last of them leaves is always checked, what the others leave only where assertions are on: one check costs
 * about as much as one pass.
 */
final class RunPasses {
    private RunPasses() {}

    /** Returns what the passes make of a unit; {@link IllegalStateException} names the pass that makes unsound IR. */
    static Unit of(List<UnitPass> passes, Unit unit, StageListener listener) {
        var changed = unit;
        var last = "nothing";
        for (var pass : passes) {
            changed = pass.run(changed);
            last = pass.name();
            assert isSound(changed, last);
            listen(listener, last, changed);
        }
        requireSound(changed, last);
        return changed;
    }

    /** Shows the functions of a unit to a listener. */
    static void listen(StageListener listener, String stage, Unit unit) {
        unit.functions().forEach(f -> listener.after(stage, f.name(), () -> IrPrinter.print(f)));
    }

    private static boolean isSound(Unit unit, String pass) {
        requireSound(unit, pass);
        return true;
    }

    private static void requireSound(Unit unit, String pass) {
        IrChecker.check(unit, "what `" + pass + "` left");
    }
}
