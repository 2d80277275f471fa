package dev.skep.testkit.guest;

import java.time.Duration;
import java.util.List;

/**
 * A command for a guest, run as root in {@code /tmp} with nothing on standard input; it may write 16 MB to
 * standard output and as much to standard error.
 *
 * @param name what messages call it
 * @param argv the program, by its path or by its name in {@code /bin}, and its arguments
 * @param limit how long it may run, in whole seconds and at least one
 */
public record GuestCommand(String name, List<String> argv, Duration limit) {
    public GuestCommand {
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("command " + name + " has no program");
        }
        if (limit.toSeconds() < 1) {
            throw new IllegalArgumentException("command " + name + " has a limit of " + limit + ", less than a second");
        }
    }

    /** The command in the words of a shell. */
    String shellWords() {
        StringBuilder words = new StringBuilder();
        for (String argument : argv) {
            words.append(" '").append(argument.replace("'", "'\\''")).append('\'');
        }
        return words.substring(1);
    }
}
