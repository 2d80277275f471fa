package dev.skep.testkit.loader;

import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/** What became of a loaded program when it was run or attached. */
public sealed interface Trial {
    /**
     * What there is to say of it, in a line.
     *
     * @param failure what a failure is called
     */
    Optional<String> note(String failure);

    /** Nobody asked for it, or the program did not load. */
    record NotTried() implements Trial {
        @Override
        public Optional<String> note(String failure) {
            return Optional.empty();
        }
    }

    /** The kernel ran it once. */
    record Ran(int returned, byte[] output, OptionalLong nanoseconds) implements Trial {
        @Override
        public String toString() {
            return "returned " + returned + ", output " + HexFormat.of().formatHex(output);
        }

        @Override
        public Optional<String> note(String failure) {
            return Optional.of(toString());
        }
    }

    /** It was attached, and detached again. */
    record Attached() implements Trial {
        @Override
        public Optional<String> note(String failure) {
            return Optional.of("attached");
        }
    }

    /** It could not be run or attached. */
    record Failed(String reason) implements Trial {
        @Override
        public Optional<String> note(String failure) {
            return Optional.of(failure + ": " + reason);
        }
    }
}
