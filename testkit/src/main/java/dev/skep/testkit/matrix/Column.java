package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.Loader;

/**
 * One judge.
 *
 * @param kernel the kernel that the loader asks, as options name it; empty for a loader that asks none
 * @param loader who judges
 */
public record Column(String kernel, Loader loader) {
    /** How a table names it. */
    public String label() {
        return kernel.isEmpty() ? loader.label() : kernel + " " + loader.label();
    }
}
