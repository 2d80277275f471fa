package dev.skep.compiler.pass;

import dev.skep.ir.Function;

/** A step over one function. */
public interface FunctionPass {
    /** Returns the name by which listings ask for what comes out of it. */
    String name();

    /** Returns a function that means the same. */
    Function run(Function function);
}
