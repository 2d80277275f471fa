package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.ir.Function;
import java.util.List;

/** Looks for one kind of mistake in a function. */
public interface FunctionCheck {
    /** Returns what is wrong, in the order of the function. */
    List<Diagnostic> check(Function function);
}
