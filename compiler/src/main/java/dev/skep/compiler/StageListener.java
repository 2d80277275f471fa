package dev.skep.compiler;

import java.util.function.Supplier;

/** Looks on while a unit is compiled. */
@FunctionalInterface
public interface StageListener {
    /** Ignores everything. */
    StageListener NONE = (stage, function, text) -> {};

    /**
     * Called after each stage, for each function.
     *
     * @param stage its name, as listings ask for it
     * @param function the name of the function
     * @param text makes the listing of what came out; costs nothing unless asked
     */
    void after(String stage, String function, Supplier<String> text);
}
