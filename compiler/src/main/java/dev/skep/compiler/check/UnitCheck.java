package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.ir.Unit;
import java.util.List;

/** Looks for one kind of mistake that no function shows by itself. */
public interface UnitCheck {
    /** Returns what is wrong, in the order of the unit. */
    List<Diagnostic> check(Unit unit);
}
