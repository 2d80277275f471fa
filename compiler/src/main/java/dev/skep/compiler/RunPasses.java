package dev.skep.compiler;

import dev.skep.compiler.pass.UnitPass;
import dev.skep.ir.Unit;
import dev.skep.ir.check.IrChecker;
import java.util.List;

/**
 * Runs passes in order. What the last of them leaves is always checked, what the others leave only where assertions are on: one check costs
 * about as much as one pass.
 */
final class RunPasses {
    private RunPasses() {}

    /** Returns what the passes make of a unit; {@link IllegalStateException} names the pass that makes unsound IR. */
    static Unit of(List<UnitPass> passes, Unit unit, Options options) {
        var changed = unit;
        listen(options, Compiler.GIVEN, unit);
        var last = "nothing";
        for (var pass : passes) {
            changed = pass.run(changed);
            last = pass.name();
            assert isSound(changed, last);
            listen(options, last, changed);
        }
        requireSound(changed, last);
        return changed;
    }

    private static void listen(Options options, String pass, Unit unit) {
        options.listener().passed(pass, unit, () -> SlotsSoFar.of(unit, options));
    }

    private static boolean isSound(Unit unit, String pass) {
        requireSound(unit, pass);
        return true;
    }

    private static void requireSound(Unit unit, String pass) {
        IrChecker.check(unit, "what `" + pass + "` left");
    }
}
