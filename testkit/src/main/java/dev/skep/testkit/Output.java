package dev.skep.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a process left behind.
 *
 * @param command the process and its arguments
 * @param exit its exit code
 * @param bytes what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Output(List<String> command, int exit, byte[] bytes, String err) {
    public Output {
        command = List.copyOf(command);
    }

    /** Standard output as UTF-8 text. */
    public String out() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** This output when the process succeeded; else an assertion error with everything it said. */
    public Output orFail() {
        if (exit != 0) {
            throw new AssertionError(this);
        }
        return this;
    }

    @Override
    public String toString() {
        String shown = out().indexOf('\0') < 0 ? out() : "(" + bytes.length + " bytes that are no text)\n";
        return String.join(" ", command) + "\nexit " + exit + "\n" + shown + err;
    }
}
