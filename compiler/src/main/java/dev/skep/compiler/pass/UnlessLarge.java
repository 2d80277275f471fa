package dev.skep.compiler.pass;

import dev.skep.ir.Function;

/**
 * The same pass for functions that are not large: one that is gets its first cleaning only, for what a second one finds there is not worth
 * the time that it takes.
 *
 * @param pass what runs
 */
public record UnlessLarge(FunctionPass pass) implements FunctionPass {
    /** So many ops are not large yet; no program that people write has more. */
    private static final int LARGE = 20_000;

    @Override
    public String name() {
        return pass.name();
    }

    @Override
    public Function run(Function function) {
        return InlineFunctions.size(function) > LARGE ? function : pass.run(function);
    }
}
