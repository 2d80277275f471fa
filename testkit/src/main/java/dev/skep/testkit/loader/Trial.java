package dev.skep.testkit.loader;

import java.util.HexFormat;
import java.util.OptionalLong;

/** What became of a loaded program when it was run or attached. */
public sealed interface Trial {
    /** Nobody asked for it, or the program did not load. */
    record NotTried() implements Trial {}

    /** The kernel ran it once. */
    record Ran(int returned, byte[] output, OptionalLong nanoseconds) implements Trial {
        @Override
        public String toString() {
            return "returned " + returned + ", output " + HexFormat.of().formatHex(output);
        }
    }

    /** It was attached, and detached again. */
    record Attached() implements Trial {}

    /** It could not be run or attached. */
    record Failed(String reason) implements Trial {}
}
