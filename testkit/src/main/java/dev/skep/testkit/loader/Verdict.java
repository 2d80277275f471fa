package dev.skep.testkit.loader;

import java.util.Optional;
import java.util.OptionalInt;

/** What a loader, and the kernel behind it, says of a program or an object. */
public sealed interface Verdict {
    /** This verdict with all that was said, if it depends on that. */
    Verdict said(String log);

    /** The verdict in a word. */
    String word();

    /** What else there is to say, in a line. */
    Optional<String> note();

    /**
     * It loads.
     *
     * @param instructions how many instructions the verifier walked, where the loader lets us know
     * @param warning what the loader said all the same, that it went on without BTF for one; else empty
     */
    record Accepted(OptionalInt instructions, String warning) implements Verdict {
        @Override
        public String toString() {
            return "accepted"
                    + (instructions.isPresent() ? " (" + instructions.getAsInt() + ")" : "")
                    + (warning.isEmpty() ? "" : " with a warning: " + warning);
        }

        @Override
        public String word() {
            return "ok" + (instructions.isPresent() ? " " + instructions.getAsInt() : "");
        }

        @Override
        public Optional<String> note() {
            return warning.isEmpty() ? Optional.empty() : Optional.of("accepted with a warning: " + warning);
        }

        @Override
        public Verdict said(String log) {
            return new Accepted(instructions, DecisiveLine.of("", log));
        }
    }

    /**
     * It does not load.
     *
     * @param reason the line that decides
     * @param log everything that the loader and the verifier said
     */
    record Refused(String reason, String log) implements Verdict {
        @Override
        public String toString() {
            return "refused: " + reason;
        }

        @Override
        public String word() {
            return "no";
        }

        @Override
        public Optional<String> note() {
            return Optional.of(toString());
        }

        @Override
        public Verdict said(String log) {
            return new Refused(DecisiveLine.of(reason, log), log);
        }
    }

    /** The loader has nothing to say about it, or cannot be asked. */
    record NotApplicable(String reason) implements Verdict {
        @Override
        public String toString() {
            return "not applicable: " + reason;
        }

        @Override
        public String word() {
            return "n/a";
        }

        @Override
        public Optional<String> note() {
            return Optional.of(toString());
        }

        @Override
        public Verdict said(String log) {
            return this;
        }
    }
}
