package dev.skep.compiler.pass;

import dev.skep.ir.Unit;

/** A step over a unit. */
public interface UnitPass {
    /** Returns the name by which listings ask for what comes out of it. */
    String name();

    /** Returns a unit that means the same. */
    Unit run(Unit unit);
}
