package dev.skep.compiler.pass;

import dev.skep.compiler.CompilerFault;
import dev.skep.ir.Function;
import dev.skep.ir.Unit;

/** A step over one function at a time. */
public interface FunctionPass extends UnitPass {
    /** Returns a function that means the same. */
    Function run(Function function);

    @Override
    default Unit run(Unit unit) {
        return unit.withFunctions(unit.functions().stream()
                .map(function -> CompilerFault.within(function, name(), () -> run(function)))
                .toList());
    }
}
