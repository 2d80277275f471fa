package dev.skep.testkit.guest;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads in what a kernel says on its console. */
final class Console {
    /** By weight: what went wrong, before that the kernel gives up. */
    private static final List<Pattern> DECISIVE = List.of(
            Pattern.compile("BUG: |kernel BUG at |Oops: |general protection fault|Unable to handle kernel"),
            Pattern.compile("Kernel panic - not syncing"),
            Pattern.compile("soft lockup|rcu.* detected stalls|Out of memory"));

    private static final Pattern TIME = Pattern.compile("^\\[ *[0-9]+\\.[0-9]+\\] *");

    private Console() {}

    /** The line that says why the kernel ended; else its last line, else {@code otherwise}. */
    static String decisiveLine(String console, String otherwise) {
        List<String> lines = console.lines()
                .map(line -> TIME.matcher(line.strip()).replaceFirst(""))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toList());
        for (Pattern pattern : DECISIVE) {
            for (String line : lines) {
                if (pattern.matcher(line).find()) {
                    return line;
                }
            }
        }
        return lines.isEmpty() ? otherwise : otherwise + ": " + lines.get(lines.size() - 1);
    }
}
